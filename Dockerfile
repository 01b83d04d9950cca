# Stage 1: the locked dependencies, in a folder of their own.
FROM python:3.11-slim AS dependencies
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /app
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-default-groups --extra postgres

# Stage 2: those and the source; nothing to build with.
FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /app soigneur \
    && install -d -o soigneur -m 0700 /data
WORKDIR /app
COPY --from=dependencies /app/.venv .venv
COPY bot.py ./
COPY handlers handlers
COPY services services
COPY storage storage
RUN python -m compileall -q bot.py handlers services storage
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data LISTEN=0.0.0.0:8080 LOG_FORMAT=json
USER 10001
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD \
    ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/readyz', timeout=4)"]
CMD ["python", "bot.py", "run"]
