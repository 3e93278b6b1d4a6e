"""`python -m app.cli` is `eventmap`."""

from app.cli import main

if __name__ == "__main__":
    main()
