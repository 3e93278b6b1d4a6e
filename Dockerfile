# Two stages: the first builds the environment and the place index, the second runs them as an ordinary user.
FROM debian:bookworm-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
RUN python3 -m venv /opt/eventmap
# The locked packages come first: they change seldom, and the layer is kept.
COPY requirements.lock ./
RUN /opt/eventmap/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY geodata geodata
COPY migrations migrations
RUN /opt/eventmap/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && EVENTMAP_HOME=/opt/eventmap/share /opt/eventmap/bin/eventmap gazetteer build

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /var/lib/eventmap eventmap
COPY --from=build /opt/eventmap /opt/eventmap
ENV PATH=/opt/eventmap/bin:$PATH \
    LANG=C.UTF-8 \
    PYTHONUNBUFFERED=1 \
    EVENTMAP_HOME=/var/lib/eventmap \
    EVENTMAP_GAZETTEER=/opt/eventmap/share/gazetteer.emg
USER eventmap
WORKDIR /var/lib/eventmap
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python3", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
CMD ["eventmap", "serve", "--host", "0.0.0.0", "--port", "8000"]
