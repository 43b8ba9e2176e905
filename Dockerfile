# The grader for instructors on macOS and Windows: the sandbox needs Linux. docs/install.md says more.
#
#   docker build -t autograder .
#   docker run --rm -it --init $FLAGS -v "$PWD":/course autograder doctor
#   docker run --rm -it --init $FLAGS -v "$PWD":/course autograder grade
#
# FLAGS: the sandbox makes user namespaces, which Docker's default profiles forbid. These let it, and give the container no
# capability that it would not have otherwise:
#
#   --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined
#
# The grader is an ordinary user in here. On Linux, where files keep their owner's number, add: --user "$(id -u):$(id -g)"
FROM debian:trixie-slim

# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        bubblewrap ca-certificates libseccomp2 python3 python3-venv util-linux \
    && rm -rf /var/lib/apt/lists/*

ENV PATH=/opt/grader/bin:$PATH LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1

COPY requirements.lock /opt/engine/
RUN python3 -m venv /opt/grader \
    && pip install --no-cache-dir --requirement /opt/engine/requirements.lock

COPY pyproject.toml README.md LICENSE /opt/engine/
COPY autograder /opt/engine/autograder
RUN pip install --no-cache-dir --no-deps --no-build-isolation /opt/engine \
    && rm -rf /opt/engine \
    && useradd --create-home --uid 1000 instructor \
    && chmod 1777 /home/instructor

ENV HOME=/home/instructor
USER 1000
WORKDIR /course
EXPOSE 8888
ENTRYPOINT ["autograder"]
CMD ["--help"]
