"""Rival: nginx with nchan, a publish-subscribe server in C. Debian: nginx, libnginx-mod-nchan."""

import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Self

_MODULE = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")
_CONFIG = """
load_module {module};
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 12000; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  client_body_buffer_size 64k;
  keepalive_requests 1000000;
  server {{
    listen 127.0.0.1:{port} backlog=1024;
    location = /publish {{ nchan_publisher; nchan_channel_id tv; nchan_message_buffer_length 1; }}
    location = /screen/tv {{ nchan_subscriber websocket; nchan_channel_id tv; nchan_subscriber_first_message newest; }}
  }}
}}
"""


def available() -> bool:
    return shutil.which("nginx") is not None and _MODULE.exists()


class Nchan:
    """One nginx process with one worker, which is itself. `folder` is its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.port = _free_port()
        config = folder / "nginx.conf"
        config.write_text(_CONFIG.format(module=_MODULE, folder=folder, port=self.port))
        command = ["nginx", "-p", str(folder), "-c", str(config), "-e", str(folder / "error.log")]
        self._process = subprocess.Popen(command)
        self._request = b""
        self._publisher = self._connected()

    @property
    def pid(self) -> int:
        return self._process.pid

    def prepare(self, payload: str) -> None:
        body = payload.encode()
        head = (
            f"POST /publish HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Content-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._request = head.encode() + body

    def publish(self) -> int:
        """One event; the monotonic time, in nanoseconds, just before it."""
        began = time.monotonic_ns()
        self._publisher.sendall(self._request)
        status = self._publisher.recv(65_536).split(b" ", 2)[1]
        if not status.startswith(b"2"):
            raise ConnectionError(f"nchan answered {status.decode()}")
        return began

    def close(self) -> None:
        self._publisher.close()
        self._process.kill()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connected(self) -> socket.socket:
        deadline = time.monotonic() + 10
        while True:
            try:
                connected = socket.create_connection(("127.0.0.1", self.port), timeout=10)
            except OSError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    self._process.kill()
                    self._process.wait()
                    raise
                time.sleep(0.02)
            else:
                connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return connected


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
