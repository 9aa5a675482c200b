"""Drive Chromium without a window, as a reader with a keyboard would; skip where it is absent."""

import base64
import itertools
import json
import shutil
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import websocket

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
needed = pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")

KEYS = {"Tab": 9, "Enter": 13, "ArrowDown": 40, "ArrowUp": 38, " ": 32}


class Page:
    """A page in the browser."""

    def __init__(self, socket):
        self._socket, self._numbers = socket, itertools.count(1)
        self.said = []

    def ask(self, method, **parameters):
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(message["error"])
                return message["result"]
            self.said.append(message)

    def run(self, script):
        found = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in found:
            raise RuntimeError(found["exceptionDetails"])
        return found["result"].get("value")

    def press(self, key, *, shift=False):
        code = KEYS.get(key, ord(key[0].upper()))
        text = {"Enter": "\r", " ": " "}.get(key, key if len(key) == 1 else "")
        about = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **about)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **about)

    def choose(self, name, value):
        """Choose an option and tell the page, as the browser does."""
        self.run(f"""(() => {{ const it = document.getElementById({json.dumps(name)});
            it.value = {json.dumps(value)}; it.dispatchEvent(new Event("change")); }})()""")

    def controls(self):
        """Role and name of what a screen reader is told of."""
        nodes = self.ask("Accessibility.getFullAXTree")["nodes"]
        return [
            (node["role"]["value"], node.get("name", {}).get("value", ""))
            for node in nodes
            if not node.get("ignored")
        ]

    def open(self, address):
        self.ask("Page.navigate", url=address)
        for _ in range(200):
            if (
                self.run("document.readyState") == "complete"
                and self.run("location.href") == address
            ):
                return
            time.sleep(0.05)
        raise TimeoutError(address)

    def picture(self, path):
        made = self.ask("Page.captureScreenshot", format="png")
        Path(path).write_bytes(base64.b64decode(made["data"]))


@contextmanager
def browser(folder, *, width=1200, height=900):
    """Start Chromium with a profile in `folder`, and give a page that notes what it asks for."""
    command = [
        PROGRAM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--remote-debugging-port=0",
        f"--window-size={width},{height}",
        f"--user-data-dir={folder}",
        "--no-first-run",
        "--remote-allow-origins=*",
        "--disable-background-networking",
        "about:blank",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        try:
            page = _page(Path(folder) / "DevToolsActivePort", program)
            for part in ("Page", "Runtime", "Network", "Accessibility"):
                page.ask(f"{part}.enable")
            yield page
        finally:
            with suppress(Exception):
                page._socket.close()
            program.terminate()


def _page(port_file, program):
    for _ in range(600):
        with suppress(OSError, ValueError, StopIteration):
            port = int(port_file.read_text().splitlines()[0])
            import urllib.request

            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
                tabs = json.loads(answer.read())
            address = next(tab for tab in tabs if tab["type"] == "page")["webSocketDebuggerUrl"]
            return Page(websocket.create_connection(address, timeout=60, suppress_origin=True))
        if program.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("Chromium did not start")
