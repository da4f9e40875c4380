# The database and the web belong to other containers: see docker-compose.yml.
FROM python:3.13.9-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv /opt/nianbao
COPY requirements/base.txt requirements/production.txt requirements/
RUN /opt/nianbao/bin/pip install --no-deps --require-hashes --only-binary=:all: --requirement requirements/base.txt
RUN /opt/nianbao/bin/pip install --no-deps --require-hashes --only-binary=:all: --requirement requirements/production.txt
COPY pyproject.toml README.md LICENSE LICENSE-DATA ./
COPY nianbao nianbao
COPY crawler crawler
COPY extractors extractors
COPY pipelines pipelines
RUN /opt/nianbao/bin/pip install --no-deps --no-build-isolation .

FROM python:3.13.9-slim-bookworm
# Named volumes take their first owner from the folders of the image.
RUN useradd --uid 10001 --create-home nianbao \
    && install --directory --owner=nianbao --group=nianbao --mode=0700 /var/lib/nianbao /backups
COPY --from=build /opt/nianbao /opt/nianbao
# Captures are registered by the path of their archive: the sample's must outlive a change of Python.
COPY nianbao/sample/sample.warc.gz /usr/share/nianbao/sample.warc.gz
ENV PATH=/opt/nianbao/bin:$PATH NIANBAO_HOME=/var/lib/nianbao
USER nianbao
VOLUME /var/lib/nianbao
ENTRYPOINT ["nianbao"]
CMD ["--help"]
