"""Recognition and resolution alone, speaking the protocol of `eventmap parse --jsonl`, for `score.py toponyms`.

python ../shared/eval/score.py toponyms FILE.jsonl.gz [--gold-spans] --command "python bench/toponyms.py"
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geodata.gazetteer import Gazetteer  # noqa: E402
from geodata.mentions import recognise  # noqa: E402
from geodata.resolution import resolve  # noqa: E402


def main() -> None:
    gazetteer = Gazetteer.open(ROOT / ".eventmap" / "gazetteer.emg")
    for line in sys.stdin:
        question = json.loads(line)
        candidates = recognise(question["text"], question["language"], gazetteer, question.get("spans"))
        mentions = [
            {"start": m.start, "end": m.end, "text": m.text, "role": m.role, "score": m.score, "reason": m.reason}
            | {"place": m.place and {"id": m.place.id, "name": m.place.name, "lon": m.place.lon, "lat": m.place.lat}}
            for m in resolve(candidates, question["text"], gazetteer, language=question["language"])
        ]
        print(json.dumps({"id": question["id"], "mentions": mentions}))


if __name__ == "__main__":
    main()
