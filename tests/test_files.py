"""What lies where files are read and written: links, pipes, devices, odd names, disks that cannot be written.

Nothing outside the output folder is ever written, no input is ever replaced, and what cannot be written costs itself.
"""

import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from newsclean.console import Console
from newsclean.job import FAILED, FOUND, Job, run
from newsclean.records import Record
from newsclean.settings import Format, Settings
from tests.archives import page_text, warc_record
from tests.command import COMMAND

TEXT = page_text(1)
POSIX = pytest.mark.skipif(os.name == "nt", reason="of POSIX files")
ROOT = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting takes root")

Clean = Callable[..., tuple[int, str]]


@pytest.fixture
def clean(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clean:
    """A run of the command in this process, in `tmp_path`: its exit code, and what it tells on standard error."""
    monkeypatch.chdir(tmp_path)

    def clean(*names: str, format: Format = "text", **more: object) -> tuple[int, str]:
        code = run(Job(names=names, **more), Settings(format=format), Console())  # type: ignore[arg-type]
        return code, capsys.readouterr().err

    return clean


def write(*names: str, text: str = TEXT) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)


def below(folder: str) -> set[str]:
    """The files below a folder."""
    return {str(path.relative_to(folder)) for path in Path(folder).rglob("*") if not path.is_dir()}


def everything() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


@POSIX
def test_what_is_no_file_is_left_out_of_folders(clean: Clean) -> None:
    write("in/a.txt")
    os.mkfifo("pipe")
    os.mkfifo("in/pipe")
    for name, target in {"pipe2": "../pipe", "zero": "/dev/zero", "all": "..", "own": ".", "good": "a.txt"}.items():
        os.symlink(target, f"in/{name}")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("in/socket")
        assert clean("in", output_dir="out") == (FOUND, "")
        assert below("out") == {"a.txt", "good.txt"}
        assert clean("in/*", output_dir="out2") == (FOUND, "")
        assert below("out2") == {"in/a.txt", "in/good.txt"}
    os.symlink("nowhere", "in/broken")
    assert clean("in", output_dir="out") == (FAILED, "newsclean: in/broken: no such file or folder\n")
    assert clean("in/b*", output_dir="out") == (FAILED, "newsclean: in/broken: no such file or folder\n")


@POSIX
@pytest.mark.parametrize("target", ["link", "n" * 300])
def test_links_that_cannot_be_followed_cost_themselves(clean: Clean, target: str) -> None:
    write("in/b.txt", "in/z.txt")
    os.symlink(target, "in/link")
    code, told = clean("in", output_dir="out")
    assert code == FAILED and told.startswith("newsclean: in/link: ") and told.count("\n") == 1
    assert below("out") == {"b.txt", "z.txt"}


def test_errors_of_inputs_are_not_told_of_the_output(clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> Iterator[Record]:
        yield Record(data=TEXT)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("newsclean.job.read_records", read)
    assert clean("a.txt", output="o") == (FAILED, "newsclean: cannot read the inputs: input/output error\n")


@POSIX
def test_patterns_follow_no_links_and_show_no_hidden_names(clean: Clean) -> None:
    write("in/a.txt", "in/b/c.txt", "in/b/.hidden.txt", "in/.git/d.txt", "in/.git/e/.f.txt")
    for name in ("loop", "loop2", "b/loop3"):
        os.symlink(os.path.abspath("in"), f"in/{name}")

    def found(pattern: str) -> set[str]:
        assert clean(pattern, output_dir="out")[0] == FOUND
        return below("out")

    both = {"in/a.txt", "in/b/c.txt"}
    assert found("in/**/*.txt") == found("in/**") == found("**/*.txt") == found(os.path.join(".", "in", "**")) == both
    assert found("in/.git/**/*.txt") == both | {"in/.git/d.txt"}
    assert found("in/.git/**/.*.txt") == both | {"in/.git/d.txt", "in/.git/e/.f.txt"}


@POSIX
def test_pipes_and_devices_that_are_named_are_read(clean: Clean) -> None:
    os.mkfifo("pipe")
    with subprocess.Popen([sys.executable, "-c", f"open('pipe', 'w').write({TEXT!r})"]):
        assert clean("pipe", output_dir="out") == (FOUND, "")
    assert "reopen" in Path("out/pipe.txt").read_text()
    code, told = clean("/dev/zero", "/dev/null", output_dir="out")
    assert code == FAILED
    assert "/dev/zero: is larger than" in told and "/dev/null: is empty" in told


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[None]:
    """1,200 folders below each other in `in`: more than Python's stack has frames, and as a path has room for."""
    here = os.getcwd()
    try:
        os.mkdir(tmp_path / "in")
        os.chdir(tmp_path / "in")
        for _ in range(1200):
            os.mkdir("d")
            os.chdir("d")
        Path("deep.txt").write_text(TEXT)
    except OSError:
        pytest.skip("paths are not so long here")
    yield
    # Nor has pytest the stack to remove them.
    os.chdir(os.path.join(tmp_path / "in", *["d"] * 1200))
    os.unlink("deep.txt")
    for _ in range(1200):
        os.chdir("..")
        os.rmdir("d")
    os.chdir(here)


def test_names_that_are_empty(clean: Clean) -> None:
    write("a.txt")
    told = "newsclean: '': a name without a character is no file: is a variable of the shell empty?\n"
    assert clean("", output_dir="out") == (FAILED, told)
    assert "name one" in clean("a.txt", output_dir="")[1]
    assert "name one" in clean("a.txt", output="")[1]
    assert set(everything()) == {"a.txt"}


@pytest.mark.usefixtures("deep")
def test_folders_deeper_than_the_stack(clean: Clean) -> None:
    write("in/a.txt")
    assert clean("in", output="o", format="jsonl") == (FOUND, "")
    assert Path("o").read_text().count("\n") == 2
    for names in (("in",), ("in/**/*.txt",)):
        code, told = clean(*names, output_dir="out")
        assert code == FAILED and told.count("\n") == 1 and "nested too deeply" in told
    assert below("out") == {"a.txt", "in/a.txt"}


@POSIX
@pytest.mark.parametrize(
    "name", [b"new\nline.txt", b"caf\xe9\xff.txt", b"-o", b"\x1b[31mred.txt", b"a\\..\\b.txt", b"  "]
)
def test_odd_names(clean: Clean, name: bytes) -> None:
    os.mkdir("in")
    path = os.fsdecode(b"in/" + name)
    write(path)
    assert clean("in", output_dir="out", failures="failures") == (FOUND, "")
    expected = os.fsdecode(name if name.endswith(b".txt") else name + b".txt")
    assert os.listdir("out") == [expected]
    Path("list").write_bytes(os.fsencode(path) + b"\0")
    assert clean(files_from="list", output_dir="out2") == (FOUND, "")
    assert os.listdir("out2/in") == [expected]
    write(path, text="")
    code, told = clean("in", output_dir="out", failures="failures")
    assert code == FAILED
    assert told.count("\n") == 1 and told.removesuffix("\n").isprintable()  # one line, which does not colour the others
    assert json.loads(Path("failures").read_bytes())["source"] == os.fsencode(path).decode("utf-8", "replace")


@POSIX
@pytest.mark.parametrize("target", ["victim", "none", "/dev/full", "pipe", "."])
def test_a_link_where_an_output_goes_is_replaced(clean: Clean, target: str) -> None:
    write("in/a.txt")
    write("victim", text="precious")
    os.mkfifo("pipe")
    os.mkdir("out")
    os.symlink(target if target.startswith("/") else os.path.join("..", target), "out/a.txt")
    assert clean("in", output_dir="out") == (FOUND, "")
    assert stat.S_ISREG(os.lstat("out/a.txt").st_mode)
    assert Path("victim").read_text() == "precious"
    assert set(os.listdir()) == {"in", "victim", "out", "pipe"}


@POSIX
def test_a_link_in_the_way_to_an_output_is_not_followed(clean: Clean) -> None:
    write("in/deep/a.txt", "in/inner/b.txt")
    os.makedirs("elsewhere")
    os.makedirs("out/real")
    os.symlink("../elsewhere", "out/deep")
    os.symlink("real", "out/inner")
    code, told = clean("in", output_dir="out")
    assert code == FAILED and "deep/a.txt would lie elsewhere: a link in the output folder leads out" in told
    assert below("elsewhere") == set() and below("out/real") == {"b.txt"}


@POSIX
def test_the_output_folder_may_be_a_link(clean: Clean) -> None:
    write("in/a.txt")
    os.mkdir("real")
    os.symlink("real", "out")
    assert clean("in", output_dir="out") == (FOUND, "")
    assert below("real") == {"a.txt"}


def test_ids_and_addresses_of_records_name_no_files(clean: Clean) -> None:
    bad = ("../../id", "/tmp/id", "..\\id", "C:\\id", "a\0b")
    rows = [json.dumps({"id": id, "url": f"file://{id}", "text": TEXT}) for id in bad]
    write("in/a.jsonl", text="\n".join(rows))
    headers = [
        ("WARC-Record-ID: <../../id>", f"WARC-Target-URI: {address}", "WARC-Filename: ../../name")
        for address in ("file:///../../x", "../../x", "/x")
    ]
    records = [warc_record("conversion", TEXT.encode(), *three, "Content-Type: text/plain") for three in headers]
    Path("in/b.wet").write_bytes(b"".join(records))
    before = set(os.listdir(".."))
    assert clean("in", output_dir="out/deep/er", format="jsonl") == (FOUND, "")
    assert below("out") == {"deep/er/a.jsonl", "deep/er/b.wet.jsonl"}
    assert set(os.listdir()) == {"in", "out"} and set(os.listdir("..")) == before
    found = [json.loads(line)["id"] for line in Path("out/deep/er/a.jsonl").read_text().splitlines()]
    assert found == [*bad[:4], "a b"]


def test_an_output_that_cannot_be_written_costs_itself(clean: Clean) -> None:
    write("in/a", "in/a.txt/b", "in/c", "in/d/e", "in/z", f"in/{'n' * 255}")
    write("out/d", text="a file where a folder must be")
    os.makedirs("out/c.txt")
    code, told = clean("in", output_dir="out", failures="failures")
    assert code == FAILED
    assert below("out") == {"a.txt", "d", "z.txt"}
    failures = [json.loads(line) for line in Path("failures").read_text().splitlines()]
    assert {failure["source"]: failure["message"].rsplit(": ", 1)[-1] for failure in failures} == {
        "in/a.txt/b": "clean them separately",
        "in/c": "there is a folder of this name",
        "in/d/e": "file exists",
        f"in/{'n' * 255}": "file name too long",
    }
    assert {failure["stage"] for failure in failures} == {"writing"}
    assert told.count("\n") == len(failures)


@pytest.mark.parametrize("resume", [False, True])
def test_no_output_lies_among_the_inputs(clean: Clean, resume: bool) -> None:
    """`in/in/a.txt` would go to `in/a.txt`, which is an input, and perhaps not yet read."""
    write("in/in/a.txt", "in/in/b.txt", "in/c.txt")
    write("in/a.txt", text=page_text(2))
    before = everything()
    code, told = clean("in", output_dir=".", resume=resume)
    assert code == FAILED and told.count("would lie among the inputs") == 2
    after = everything()
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {"a.txt", "c.txt"}


@POSIX
@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_links_between_input_and_output_cost_no_input(clean: Clean, link: Callable[[str, str], None]) -> None:
    write("in/a.txt")
    os.mkdir("out")
    link(os.path.abspath("in/a.txt"), "out/a.txt")
    assert clean("in", output_dir="out") == (FOUND, "")
    assert Path("in/a.txt").read_text() == TEXT
    assert Path("out/a.txt").read_text() != TEXT
    link(os.path.abspath("in/a.txt"), "b.txt")
    assert clean("in/a.txt", output="b.txt") == (FOUND, "")
    assert Path("b.txt").read_text() == Path("out/a.txt").read_text()
    # Through a symbolic link it is the input itself that was named as output: replaced when all was read.
    assert Path("in/a.txt").read_text() == (TEXT if link is os.link else Path("b.txt").read_text())


@POSIX
@pytest.mark.parametrize("how", ["named", "in a folder", "by a pattern", "listed", "link", "hard link"])
def test_failures_replace_no_input(clean: Clean, how: str) -> None:
    write("in/a.txt", "in/b.txt")
    before = everything()
    names: dict[str, tuple[str, ...]] = {"named": ("in/a.txt",), "by a pattern": ("in/*",), "listed": ()}
    failures = "in/a.txt"
    if how == "listed":
        write("list", text="in/a.txt\n")
    if "link" in how:
        failures = "other"
        (os.symlink if how == "link" else os.link)("in/a.txt", failures)
    code, told = clean(
        *names.get(how, ("in",)), failures=failures, output="o", files_from="list" if how == "listed" else None
    )
    assert code == FAILED and "name another file" in told
    assert {name: data for name, data in everything().items() if name in before} == before


def test_what_is_written_is_not_read(clean: Clean) -> None:
    write("in/a.txt", "in/b/c.txt")
    for names in (("in",), ("in/**/*",)):
        for _ in range(2):
            code, told = clean(*names, "none", output="in/all.jsonl", failures="in/failed", format="jsonl")
            assert (code, told) == (FAILED, "newsclean: none: no such file or folder\n")
            assert Path("in/all.jsonl").read_text().count("\n") == 2
            assert Path("in/failed").read_text().count("\n") == 1
    os.unlink("in/all.jsonl")
    os.unlink("in/failed")
    write("in/list", text="in\n")
    assert clean(files_from="in/list", output="o", format="jsonl") == (FOUND, "")
    assert Path("o").read_text().count("\n") == 2
    os.unlink("in/list")
    os.unlink("o")
    for names in ((".",), ("**/*.txt",)):
        for _ in range(2):
            assert clean(*names, output_dir="out") == (FOUND, "")
        assert below("out") == ({"in/a.txt", "in/b/c.txt"})


@pytest.mark.parametrize("how", ["folder", "named", "standard input"])
def test_standard_output_is_not_read(tmp_path: Path, how: str) -> None:
    """It would grow while it is read, and the disk would be full."""
    (tmp_path / "in").mkdir()
    row = json.dumps({"text": TEXT}) + "\n"
    (tmp_path / "in" / "a.jsonl").write_text(row)
    (tmp_path / "in" / "out.jsonl").write_text(row)
    names = {"folder": ["in"], "named": ["in/a.jsonl", "in/out.jsonl"], "standard input": ["in/a.jsonl", "-"]}[how]
    with open(tmp_path / "in" / "out.jsonl", "rb") as source, open(tmp_path / "in" / "out.jsonl", "ab") as target:
        done = subprocess.run(
            [*COMMAND, "--jsonl", *names], stdin=source, stdout=target, stderr=subprocess.PIPE, cwd=tmp_path, timeout=60
        )
    assert (tmp_path / "in" / "out.jsonl").read_text().count("\n") == 2
    assert (b"is where standard output goes" in done.stderr) == (how != "folder")


def test_a_list_on_standard_input_does_not_name_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = subprocess.run([*COMMAND, "--files-from", "-"], input=b"-\na.txt\n", capture_output=True, cwd=tmp_path)
    assert done.returncode == FAILED and b"reopen" in done.stdout
    assert done.stderr == b"newsclean: standard input: was already read: name it once\n"


def test_names_of_a_list_that_comes_in_pieces(tmp_path: Path) -> None:
    write(str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([*COMMAND, "--files-from", "-", "--jsonl"], cwd=tmp_path, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdin and process.stdout
        for piece in (b"a", b".txt\0b.txt\0"):
            process.stdin.write(piece)
            process.stdin.flush()
            time.sleep(0.3)
        process.stdin.close()
        assert process.stdout.read().count(b"\n") == 2


@POSIX
def test_an_output_may_be_a_pipe(tmp_path: Path) -> None:
    write(str(tmp_path / "a.txt"))
    done = subprocess.run([*COMMAND, "a.txt", "-o", "/dev/stdout"], capture_output=True, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"") and b"reopen" in done.stdout


def test_outputs_and_failures_do_not_share_a_name(clean: Clean) -> None:
    write("in/a.txt", "in/b.txt")
    code, told = clean("in", "none", output_dir="out", failures="out/b.txt")
    assert code == FAILED and "out/b.txt" not in told.splitlines()[0]
    assert below("out") == {"a.txt", "b.txt"}
    sources = [json.loads(line)["source"] for line in Path("out/b.txt").read_text().splitlines()]
    assert sources == ["in/b.txt", "none"]


@POSIX
def test_full_and_closed_outputs_are_named(clean: Clean, tmp_path: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full")
    write("a.txt")
    assert clean("a.txt", output="/dev/full")[1] == "newsclean: cannot write /dev/full: no space left on device\n"
    assert "cannot write /dev/full" in clean("none", failures="/dev/full", output="o")[1]
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, "a.txt"], stdout=full, stderr=subprocess.PIPE, cwd=tmp_path)
        assert done.returncode == FAILED
        assert done.stderr == b"newsclean: cannot write to standard output: no space left on device\n"
        for options in (["--schema"], ["--help"], ["--version"], ["a.txt", "--report", "-"]):
            done = subprocess.run([*COMMAND, *options], stdout=full, stderr=subprocess.PIPE, cwd=tmp_path)
            assert done.returncode == FAILED
            assert done.stderr == b"newsclean: cannot write to standard output: no space left on device\n"
        # What cannot be told changes nothing about the results.
        done = subprocess.run([*COMMAND, "a.txt", "none"], stdout=subprocess.PIPE, stderr=full, cwd=tmp_path)
        assert done.returncode == FAILED and b"reopen" in done.stdout


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    path = tmp_path / "disk"
    path.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", path], capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    yield path
    subprocess.run(["umount", path], check=True)


@ROOT
def test_read_only_disk(clean: Clean, disk: Path) -> None:
    write("in/a.txt", "disk/b.txt")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert clean("disk", output_dir="out") == (FOUND, "")
    for more in ({"output_dir": "disk"}, {"output_dir": "disk/sub"}):
        code, told = clean("in", **more)
        assert code == FAILED and f"newsclean: cannot write to the folder {more['output_dir']}: " in told
    assert clean("in", output="disk/o")[1] == "newsclean: cannot write disk/o: read-only file system\n"
    assert clean("in", output="o", failures="disk/f")[1] == "newsclean: cannot write disk/f: read-only file system\n"
    assert not Path("o").exists()


@ROOT
@pytest.mark.parametrize("format", ["text", "jsonl", "json", "parquet", "tei", "html"])
def test_full_disk(clean: Clean, disk: Path, format: Format) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    rows = [json.dumps({"id": str(n), "text": page_text(n) * 9 + os.urandom(9000).hex()}) for n in range(100)]
    write("in/a.jsonl", text="\n".join(rows))
    write("disk/o", text="before")
    code, told = clean("in", output="disk/o", format=format)
    assert (code, told) == (FAILED, "newsclean: cannot write disk/o: no space left on device\n")
    assert os.listdir("disk") == ["o"] and Path("disk/o").read_text() == "before"
    code, told = clean("in", output_dir="disk", format=format)
    assert code == FAILED and told.count("\n") == 1 and "no space left on device" in told
    assert os.listdir("disk") == ["o"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder for everybody."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


@ROOT
def test_folders_without_rights(open_folder: Path) -> None:
    """As somebody else than root, who may do everything."""
    for name in ("in/a.txt", "in/b.txt", "in/shut/c.txt", "in/z/d.txt", "out/z/e.txt"):
        (open_folder / name).parent.mkdir(parents=True, exist_ok=True)
        (open_folder / name).write_text(TEXT)
    for name, mode in {"in/b.txt": 0, "in/shut": 0, "out": 0o777}.items():
        (open_folder / name).chmod(mode)
    code = (
        "import os, sys, newsclean, newsclean.writing.text;"
        "from newsclean.job import *; from newsclean.console import Console;"
        f"newsclean.clean({TEXT!r}); os.setuid(65534);"  # who may not read where all of it lies
        f"os.chdir({str(open_folder)!r}); sys.exit(run(Job(names=('in',), output_dir='out'), Settings(), Console()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == FAILED
    assert done.stderr.splitlines() == [
        "newsclean: in/b.txt: permission denied",
        "newsclean: in/shut: permission denied",
        "newsclean: in/z/d.txt: its output z/d.txt cannot be written: nothing may be written there",
    ]
    assert (open_folder / "out" / "a.txt").exists()


@pytest.mark.skipif(not os.path.isdir("/proc/self/task"), reason="needs /proc")
def test_what_a_killed_run_left_is_gone_after_the_next(tmp_path: Path) -> None:
    rows = [json.dumps({"id": str(n), "text": page_text(n)}) for n in range(3000)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    command = [*COMMAND, "a.jsonl", "--jsonl", "-j", "2", "--output-dir", "out"]
    process = subprocess.Popen(command, cwd=tmp_path)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("out/.newsclean-*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert len(os.listdir(tmp_path / "out")) == 1
    (tmp_path / "a.jsonl").write_text("\n".join(rows[:30]))
    assert subprocess.run([*command, "--resume"], cwd=tmp_path).returncode == FOUND
    assert os.listdir(tmp_path / "out") == ["a.jsonl"]


@pytest.mark.parametrize("ended", [True, False])
def test_two_runs_do_not_mix_their_outputs(tmp_path: Path, ended: bool) -> None:
    from newsclean.writing import Output

    path = str(tmp_path / "o")
    with ExitStack() as others, pytest.raises(OSError, match="another run is writing it"), Output(path) as first:
        first.stream.write("first")
        second = others.enter_context(Output(path))
        second.stream.write("second")
        if ended:
            others.close()
    assert (tmp_path / "o").read_text() == "second"
    assert os.listdir(tmp_path) == ["o"]
