"""Whole runs over many pages: folders of outputs, resuming, kills, full disks, what is told of it."""

import gzip
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.archives import page_text, wet_record
from tests.command import COMMAND, on_terminal, run

TERMINAL = {"TERM": "xterm", "COLUMNS": "120"}
HAS_PROC = os.path.isdir("/proc/self/task")


def write_tree(folder: Path, count: int) -> None:
    """A folder of dumps, some deeper, one hidden, one empty."""
    for number in range(count):
        path = folder / f"{'deep/er/' * (number % 2)}page{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_text(number))
    (folder / ".hidden").write_text("hidden")
    (folder / "empty.txt").touch()


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def write_jsonl(path: Path, count: int, *bad: int) -> None:
    rows = ["broken" if n in bad else json.dumps({"id": str(n), "text": page_text(n)}) for n in range(count)]
    path.write_text("\n".join(rows) + "\n")


def test_output_folder_mirrors_names(tmp_path: Path) -> None:
    write_tree(tmp_path / "in", 4)
    (tmp_path / "in" / "more.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": page_text(9)}).encode()))
    (tmp_path / "in" / "notes").write_text(page_text(5))
    done = run(tmp_path / "in", "--output-dir", tmp_path / "out", "--failures", tmp_path / "failures.jsonl")
    assert (done.returncode, done.stdout) == (2, b"")
    out = tree(tmp_path / "out")
    assert list(out) == [
        "deep/er/page001.txt", "deep/er/page003.txt", "more.jsonl.gz.txt", "notes.txt", "page000.txt", "page002.txt"
    ]  # fmt: skip
    for number in (0, 1, 2, 3):
        name = f"{'deep/er/' * (number % 2)}page{number:03}.txt"
        assert out[name] == run(tmp_path / "in" / name).stdout
    (failure,) = lines(tmp_path / "failures.jsonl")
    assert failure == {
        "source": f"{tmp_path}/in/empty.txt",
        "stage": "reading",
        "message": "is empty: there is nothing to clean",
        "id": None,
    }


def test_names_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "page.txt").write_text(page_text(1))
    names = ["../../page.txt", "./../../page.txt", str(tmp_path / "page.txt")]
    for name in names:
        assert run(name, "--output-dir", "out", cwd=tmp_path / "a" / "b").returncode == 0
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("page.txt")}
    assert found == {"page.txt", "a/b/out/page.txt", f"a/b/out{tmp_path}/page.txt"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    write_tree(tmp_path / "in", 2)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "deep").symlink_to(tmp_path / "elsewhere")
    done = run(tmp_path / "in", "--output-dir", tmp_path / "out")
    assert b"leads out" in done.stderr
    assert not tree(tmp_path / "elsewhere")


def test_outputs_do_not_replace_each_other_or_their_input(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(page_text(1))
    (tmp_path / "a.txt").write_text(page_text(2))
    done = run(tmp_path / "a", tmp_path / "a.txt", "--output-dir", tmp_path / "out")
    assert done.returncode == 2 and b"where that of another input is" in done.stderr
    done = run(tmp_path, "--output-dir", tmp_path)
    assert b"would replace it" in done.stderr and b"a.txt would replace what is beside it" in done.stderr
    assert (tmp_path / "a.txt").read_text() == page_text(2)


def test_the_output_folder_is_no_input(tmp_path: Path) -> None:
    write_tree(tmp_path, 3)
    for _ in range(2):
        run(".", "--output-dir", "out", cwd=tmp_path)
    assert len(tree(tmp_path / "out")) == 3


def test_resume_skips_what_is_there(tmp_path: Path) -> None:
    write_tree(tmp_path / "in", 5)
    run(tmp_path / "in", "--output-dir", tmp_path / "out", "--jsonl")
    before = tree(tmp_path / "out")
    (tmp_path / "out" / "page002.txt.jsonl").unlink()
    (tmp_path / "out" / "page000.txt.jsonl").write_text("left alone")
    done = run(tmp_path / "in", "--output-dir", tmp_path / "out", "--jsonl", "--resume", "-v")
    assert b"4 inputs done before" in done.stderr
    (tmp_path / "in" / "empty.txt").unlink()
    assert run(tmp_path / "in", "--output-dir", tmp_path / "out", "--jsonl", "--resume").returncode == 0
    assert tree(tmp_path / "out") == before | {"page000.txt.jsonl": b"left alone"}


def test_failures_after_a_line_that_was_cut_off(tmp_path: Path) -> None:
    write_tree(tmp_path / "in", 1)
    arguments = ["in", "--output-dir", "out", "--failures", "failures"]
    run(*arguments, cwd=tmp_path)
    first = (tmp_path / "failures").read_text()
    (tmp_path / "failures").write_text(first + first[:40])
    run(*arguments, "--resume", cwd=tmp_path)
    assert (tmp_path / "failures").read_text() == f"{first}{first[:40]}\n{first}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--resume"], b"--output-dir"),
        (["-o", "a", "--output-dir", "b"], b"choose one"),
        (["--max-page", "much"], b"no size"),
        (["--timeout", "0"], b"--timeout"),
        (["--files-from", "-", "-"], b"cannot be a page too"),
        (["--files-from", "none"], b"cannot read the list none: no such file"),
        (["--failures", "none/f"], b"cannot write none/f: no such file or folder"),
    ],
)
def test_usage_errors(tmp_path: Path, arguments: list[str], message: bytes) -> None:
    done = run(*arguments, stdin=b"a", cwd=tmp_path)
    assert done.returncode == 2
    assert message in b" ".join(done.stderr.split())
    assert not tree(tmp_path)


@pytest.mark.parametrize("separator", ["\n", "\0", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])  # PowerShell writes the last ones
def test_files_from(tmp_path: Path, separator: str, encoding: str) -> None:
    write_tree(tmp_path, 3)
    (tmp_path / "list").write_bytes(separator.join(["page000.txt", "deep"]).encode(encoding))
    by_name = run("page000.txt", "deep", "--jsonl", cwd=tmp_path).stdout
    assert by_name.count(b"\n") == 2
    assert run("--files-from", "list", "--jsonl", cwd=tmp_path).stdout == by_name
    listed = (tmp_path / "list").read_bytes()
    assert run("--files-from", "-", "--jsonl", stdin=listed, cwd=tmp_path).stdout == by_name


def test_patterns(tmp_path: Path) -> None:
    write_tree(tmp_path, 4)
    by_name = run("deep", "page000.txt", "page002.txt", "--jsonl", cwd=tmp_path).stdout
    assert run("**/page*.txt", "--jsonl", cwd=tmp_path).stdout == by_name
    assert b"no such file" in run("none*.txt", cwd=tmp_path).stderr
    (tmp_path / "odd[1].txt").write_text(page_text(1))
    assert run("odd[1].txt", cwd=tmp_path).returncode == 0


def test_page_limit(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", 3)
    large = json.dumps({"id": "large", "text": "word " * 100_000})
    larger = json.dumps({"id": "larger", "text": "word " * 1_000_000})
    (tmp_path / "a.jsonl").write_text((tmp_path / "a.jsonl").read_text() + f"{large}\n{larger}\n{large[:-9]}\n")
    (tmp_path / "b.txt").write_text("word " * 100_000)
    done = run("a.jsonl", "b.txt", "--jsonl", "--max-page", "100K", cwd=tmp_path)
    assert done.stdout.count(b"\n") == 3
    messages = done.stderr.decode().splitlines()
    assert [message.split(": ")[2] for message in messages[:3]] == ["line 4", "line 5", "line 6"]
    assert all("--max-page" in message for message in [*messages[:2], messages[3]])


def test_keys_are_named_or_guessed(tmp_path: Path) -> None:
    keys = ("text", "content", "raw_content", "body")
    guessed = [json.dumps({"doc_id": n, "uri": key, key: page_text(n)}) for n, key in enumerate(keys)]
    (tmp_path / "a.jsonl").write_text("\n".join(guessed))
    rows = map(json.loads, run("a.jsonl", "--jsonl", cwd=tmp_path).stdout.splitlines())
    assert [(row["id"], row["url"], row["title"][-1]) for row in rows] == [
        (f"{n}", key, f"{n}") for n, key in enumerate(keys)
    ]
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "key": "b", "text": "no", "dump": page_text(1)}))
    row = json.loads(run("a.jsonl", "--jsonl", "--text-key", "dump", "--id-key", "key", cwd=tmp_path).stdout)
    assert row["id"] == "b" and "reopen" in row["title"]
    assert b"has no `dumps`" in run("a.jsonl", "--text-key", "dumps", cwd=tmp_path).stderr


def test_parquet_in_and_out(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    import pyarrow

    write_jsonl(tmp_path / "a.jsonl", 50)
    rows = lines(tmp_path / "a.jsonl")
    table = pyarrow.Table.from_pylist([{"id": row["id"], "n": 1, "content": row["text"]} for row in rows])
    parquet.write_table(table, tmp_path / "a.parquet", row_group_size=7)
    cleaned = run("a.jsonl", "--jsonl", cwd=tmp_path).stdout
    from_lines = [json.loads(line) | {"source": "-"} for line in cleaned.splitlines()]
    outputs = []
    for jobs in ("1", "2"):
        assert run("a.parquet", "-f", "parquet", "-o", "out.parquet", "-j", jobs, cwd=tmp_path).returncode == 0
        outputs.append((tmp_path / "out.parquet").read_bytes())
    assert outputs[0] == outputs[1] == run("a.parquet", "-f", "parquet", cwd=tmp_path).stdout
    from_table = [row | {"source": "-"} for row in parquet.read_table(tmp_path / "out.parquet").to_pylist()]
    assert from_table == from_lines
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-30])
    assert b"damaged" in run("cut.parquet", cwd=tmp_path).stderr
    assert b"--text-key" in run("a.parquet", "--text-key", "none", cwd=tmp_path).stderr
    for names in ([], ["/dev/stdin"] if os.path.exists("/dev/stdin") else []):
        assert b"name the file" in run(*names, stdin=(tmp_path / "a.parquet").read_bytes()).stderr
    (tmp_path / "a.parquet.gz").write_bytes(gzip.compress((tmp_path / "a.parquet").read_bytes()))
    assert b"packed once more: unpack it" in run("a.parquet.gz", cwd=tmp_path).stderr


def test_same_bytes_for_every_number_of_processes(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", 120, 3, 77)
    write_tree(tmp_path / "tree", 9)
    outputs = {
        (done.stdout, done.stderr, done.returncode)
        for jobs in (["-j", "1"], ["-j", "2"], ["-j", "5"], [], ["-j", "2", "--timeout", "60"])
        for done in [run("a.jsonl", "none.txt", "tree", "a.jsonl", "--jsonl", *jobs, cwd=tmp_path)]
    }
    assert len(outputs) == 1
    assert outputs.pop()[0].count(b"\n") == 2 * 118 + 9


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def wait_for(what: object, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not what():  # type: ignore[operator]
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not HAS_PROC, reason="needs /proc")
def test_killed_workers_cost_no_page(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", 400)
    expected = run("a.jsonl", "--jsonl", "-j", "1", cwd=tmp_path).stdout
    process = subprocess.Popen(
        [*COMMAND, "a.jsonl", "--jsonl", "-j", "2", "-o", "out"], cwd=tmp_path, stderr=subprocess.PIPE
    )
    for _ in range(2):
        wait_for(lambda: process.poll() is not None or len(children(process.pid)) == 2)
        time.sleep(0.4)
        if process.poll() is None and (pids := children(process.pid)):
            os.kill(pids[0], signal.SIGKILL)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (0, b"")
    assert (tmp_path / "out").read_bytes() == expected


@pytest.mark.skipif(not HAS_PROC, reason="needs /proc")
def test_killed_parent_then_resume(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(20):
        write_jsonl(tmp_path / "in" / f"{number:02}.jsonl", 20)
    arguments = [tmp_path / "in", "--jsonl", "-j", "2", "--output-dir"]
    assert run(*arguments, tmp_path / "whole").returncode == 0
    process = subprocess.Popen([*COMMAND, *map(str, arguments), str(tmp_path / "out")])
    wait_for(lambda: (tmp_path / "out").is_dir() and len(list((tmp_path / "out").glob("*.jsonl"))) >= 3)
    workers = children(process.pid)
    process.kill()
    process.wait()
    wait_for(lambda: not any(map(is_running, workers)), 5)
    done_before = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.jsonl")}
    whole = tree(tmp_path / "whole")
    assert 3 <= len(done_before) < 20
    assert all(whole[name] == data for name, data in done_before.items())
    done = run(*arguments, tmp_path / "out", "--resume", "-v")
    assert f"{len(done_before)} inputs done before".encode() in done.stderr
    assert {name: data for name, data in tree(tmp_path / "out").items() if name[0] != "."} == whole


@pytest.mark.parametrize(
    ("jobs", "number", "code"), [("1", signal.SIGINT, 130), ("2", signal.SIGINT, 130), ("2", signal.SIGTERM, 143)]
)
def test_interrupt_stops_within_a_second_and_leaves_whole_files(
    tmp_path: Path, jobs: str, number: signal.Signals, code: int
) -> None:
    write_tree(tmp_path / "in", 400)
    with open(tmp_path / "told", "wb") as told:
        process = subprocess.Popen(
            [*COMMAND, str(tmp_path / "in"), "-j", jobs, "--output-dir", str(tmp_path / "out")], stderr=told
        )
    wait_for(lambda: len(list((tmp_path / "out").rglob("page*.txt"))) >= 5)
    workers = children(process.pid) if HAS_PROC else []
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", "pass"])
    bare = time.monotonic() - began  # 0.01 s, and what a busy machine adds
    began = time.monotonic()
    process.send_signal(number)
    assert process.wait(30) == code
    assert time.monotonic() - began < 1 + 10 * bare
    assert not any(map(is_running, workers))
    assert (tmp_path / "told").read_bytes() == b""
    out = tree(tmp_path / "out")
    assert 5 <= len(out) < 400
    for name, data in list(out.items())[:3]:
        assert data == run(tmp_path / "in" / name).stdout
    assert not [name for name in out if ".newsclean" in name]


def limited(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_full_disk_leaves_whole_files_and_is_named(tmp_path: Path, jobs: str) -> None:
    """A limit of the size of files stands in for a full disk."""
    write_jsonl(tmp_path / "a.jsonl", 3)
    write_jsonl(tmp_path / "b.jsonl", 90)
    done = run("a.jsonl", "b.jsonl", "--jsonl", "-j", jobs, "--output-dir", "out", cwd=tmp_path,
               preexec_fn=lambda: limited(60_000))  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.decode() == f"newsclean: cannot write {tmp_path}/out/b.jsonl: file too large\n"
    assert list(tree(tmp_path / "out")) == ["a.jsonl"]
    done = run("a.jsonl", "b.jsonl", "--jsonl", "--output-dir", "out", "--resume", "-v", cwd=tmp_path)
    assert done.returncode == 0 and b"1 input done before" in done.stderr
    assert (tmp_path / "out" / "b.jsonl").read_bytes() == run("b.jsonl", "--jsonl", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("inputs", "shown"),
    [(["a.jsonl"], r"\d+\.\d/\d+\.\d kB"), ([], r"\d+\.\d/\d+\.\d kB"), (["tree"], r"\d+/250")],
)
def test_progress_is_for_a_terminal_on_standard_error(tmp_path: Path, inputs: list[str], shown: str) -> None:
    write_jsonl(tmp_path / "a.jsonl", 300)
    write_tree(tmp_path / "tree", 249)

    def told_by(*options: str) -> str:
        with open(tmp_path / "a.jsonl") as stdin:
            environment = os.environ | TERMINAL
            command = [*inputs, "--jsonl", "-j", "2", "-o", "out", *options]
            code, told = on_terminal(*command, streams=("stderr",), stdin=stdin, cwd=tmp_path, env=environment)
        assert code == (2 if inputs == ["tree"] else 0)
        return told

    told = told_by()
    count = 249 if inputs == ["tree"] else 300
    summary = rf"{count} pages: \d+ with an article, \d+ without; [01] failed; [\d,]+ pages/s"
    assert re.search(summary, told)
    if "\x1b[" in told:  # a fast machine is done before progress is shown
        assert re.search(r"[\d,]+ pages, [\d,]+/s", told) and re.search(shown, told)
    assert told_by("-q").count("\n") == (inputs == ["tree"])


def test_damage_in_the_middle_of_an_archive(tmp_path: Path) -> None:
    members = [gzip.compress(wet_record(number)) for number in range(40)]
    members[7] = members[7][:50] + b"damaged!" + members[7][58:]
    members[20] = gzip.compress(wet_record(20).replace(b"Content-Length", b"Content-Lenght"))
    members[39] = members[39][:-30]
    (tmp_path / "a.warc.wet.gz").write_bytes(b"".join(members))
    done = run("a.warc.wet.gz", "--jsonl", "-j", "2", "--failures", "failures.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["url"].rsplit("/")[-1] for row in rows] == [str(n) for n in range(39) if n not in (7, 20)]
    assert {row["fetched"] for row in rows} == {"2024-02-21T01:02:03Z"}
    told = lines(tmp_path / "failures.jsonl")
    places = [failure["message"].split(":")[0].split(" (")[0] for failure in told]
    assert places == ["record 8", "record 20", "record 39"]
    assert len(done.stderr.splitlines()) == 3
