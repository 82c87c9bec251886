# Assay: what both clients do alike, and what only assay.client.http can, against servers of others' making.
# SPDX-License-Identifier: Apache-2.0
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

from client_driver import CLIENTS, FIXTURES, ClientDriver
from fixture_servers import FaultServer

sys.path.insert(0, str(FIXTURES / "Servers/Peers"))
from echo import EchoServer  # noqa: E402
from proxies import HTTPProxyHandler, Proxy, SOCKSHandler  # noqa: E402


def echo(result):
    """What the echo server says it was asked."""
    return json.loads(result["body"])


class BothClientTests(unittest.TestCase):
    """Each check runs on both clients."""

    def each(self, check, **config):
        for component in CLIENTS:
            with self.subTest(client=component), EchoServer() as server:
                with ClientDriver(component, {"base_url": f"http://{server.place}", "timeout": 5, **config}) as driver:
                    check(driver, server)

    def test_methods_and_bodies(self):
        def check(driver, _server):
            for method in ("GET", "DELETE", "OPTIONS", "POST", "PUT", "PATCH"):
                self.assertEqual(echo(driver.send("/echo", method))["method"], method)
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                said = echo(driver.send("/echo", method, body="x" * 3000))
                self.assertEqual((said["method"], said["body"]), (method, "x" * 3000))
                self.assertNotIn("content-type", said["headers"])
                self.assertNotIn("expect", said["headers"])
            head = driver.send("/echo", "HEAD")
            self.assertEqual((head["status"], head["body"], head["error_text"]), (200, "", ""))
        self.each(check)

    def test_headers_of_the_profile(self):
        def check(driver, _server):
            headers = echo(driver.send("/echo"))["headers"]
            self.assertEqual(headers["x-team"], "blue")
            self.assertEqual(headers["user-agent"], "assay/1")
            self.assertEqual(headers["accept"], "*/*")
            self.assertEqual(headers["accept-encoding"], "gzip, deflate, br")
        self.each(check, headers={"X-Team": "blue"})

    def test_paths(self):
        def check(driver, _server):
            for path, asked in (("/a b", "/a%20b"), ("c?q=1#part", "/c?q=1"), ("", "/"), ("?q", "/?q")):
                self.assertEqual(echo(driver.send(path))["path"], asked)
            self.assertEqual(driver.send("http://[bad/")["error_text"], "invalid url")
            self.assertEqual(driver.send("ftp://localhost/")["error_text"], "invalid url")
        self.each(check)

    def test_status_is_a_failure_from_400(self):
        def check(driver, _server):
            self.assertEqual(driver.send("/status/399")["error_text"], "")
            self.assertEqual(driver.send("/status/404")["error_text"], "404 Not Found")
            self.assertEqual(driver.send("/status/599")["recorded_error"], "599")
        self.each(check)

    def test_redirects(self):
        def check(driver, server):
            for code, method, after in ((302, "GET", "GET"), (302, "POST", "GET"), (303, "PUT", "GET"),
                                        (307, "POST", "POST"), (308, "PUT", "PUT"), (302, "PUT", "PUT")):
                result = driver.send(f"/redirect/{code}/2", method, body="" if method == "GET" else "data")
                said = echo(result)
                self.assertEqual((result["redirects"], said["method"]), (2, after), f"{code} {method}")
                self.assertEqual(said["body"], "data" if after != "GET" else "")
                self.assertEqual(result["url"], f"http://{server.place}/echo")
        self.each(check)

    def test_redirects_are_kept_when_asked(self):
        self.each(lambda driver, _: self.assertEqual(driver.send("/redirect/302/1")["status"], 302),
                  follow_redirects=False)

    def test_codings(self):
        def check(driver, _server):
            for path in ("/gzip", "/deflate", "/raw-deflate"):
                result = driver.send(path)
                self.assertEqual((result["error_text"], result["body_length"]), ("", 15000))
                self.assertLess(result["bytes_received"], 1000)
        self.each(check)

    def test_cookies_belong_to_a_session(self):
        def check(driver, _server):
            driver.send("/cookie", flags="k")
            self.assertEqual(echo(driver.send("/echo"))["headers"].get("cookie"), "flavour=oat")
            self.assertNotIn("cookie", echo(driver.send("/echo"))["headers"])
        self.each(check)

    def test_sessions_share_no_connection(self):
        def check(driver, server):
            clients = [tuple(echo(driver.send("/echo", flags=flags))["client"]) for flags in ("k", "", "")]
            self.assertEqual(clients[0], clients[1])
            self.assertNotEqual(clients[1], clients[2])
            self.assertEqual(len(server.connections), 2)
        self.each(check)

    def test_connections_of_a_session_are_bounded(self):
        def check(driver, server):
            begin = time.monotonic()
            results = driver.send_together([("GET", "/slow", "", "")] * 6)
            self.assertGreater(time.monotonic() - begin, 0.8, "three rounds of 0.3 s")
            self.assertEqual([result["body"] for result in results], ["late"] * 6)
            self.assertEqual(len(server.connections), 2)
            self.assertGreater(max(result["blocked_ns"] for result in results), 500_000_000)
        self.each(check, max_connections=2)

    def test_streamed_body(self):
        def check(driver, _server):
            result = driver.send("/pieces", flags="s")
            self.assertEqual((result["chunks"], result["body_length"], result["body"]), (5, 25, ""))
            self.assertGreater(result["receiving_ns"], 60_000_000)
        self.each(check)

    def test_cancel(self):
        def check(driver, _server):
            result = driver.send("/slow", flags="c")
            self.assertEqual((result["error_text"], result["outcome"], result["recorded"]), ("cancelled", 2, 1))
            self.assertEqual(driver.send("/echo")["status"], 200)
        self.each(check)

    def test_end_from_inside_a_piece(self):
        def check(driver, _server):
            for flags in ("si", "sq"):
                result = driver.send("/pieces", flags=flags)
                self.assertEqual((result["error_text"], result["outcome"], result["chunks"]), ("cancelled", 2, 1))
                self.assertEqual(driver.send("/echo")["status"], 200)
        self.each(check)

    def test_close_with_requests_in_flight(self):
        def check(driver, _server):
            requests = [("GET", "/slow", "", "")] * 3 + [("GET", "/pieces", "sq", "")]
            results = driver.send_together(requests)
            self.assertEqual([result["error_text"] for result in results], ["cancelled"] * 4)
            self.assertEqual([result["recorded"] for result in results], [1] * 4)
            self.assertEqual(driver.send("/echo")["status"], 200)
        self.each(check)

    def test_phases(self):
        def check(driver, _server):
            first, second = driver.send("/slow", flags="k"), driver.send("/slow")
            self.assertGreater(first["connecting_ns"], 0)
            self.assertEqual((second["connecting_ns"], second["tls_ns"]), (0, 0))
            for result in (first, second):
                self.assertAlmostEqual(result["waiting_ns"] / 1e9, 0.3, delta=0.1)
                self.assertLess(abs(result["sum_ns"] - result["total_ns"]), 1000)
        self.each(check)


class TLSTests(unittest.TestCase):
    def test_client_certificate(self):
        with FaultServer() as server:
            for component in CLIENTS:
                tls = {"ca_file": server.ca_file}
                with self.subTest(client=component), ClientDriver(component, {"timeout": 5, "tls": tls}) as driver:
                    # TLS 1.3 lets the client finish before the server refuses it.
                    self.assertIn(driver.send(server.url("/ok", "mutual"))["error_text"],
                                  ("tls handshake failed", "connection closed", "connection reset"))
                tls["certificate_file"] = server.client_file
                with self.subTest(client=component), ClientDriver(component, {"timeout": 5, "tls": tls}) as driver:
                    result = driver.send(server.url("/ok", "mutual"))
                    self.assertEqual((result["body"], result["error_text"]), ("ok", ""))
                    self.assertGreater(result["tls_ns"], 0)

    def test_verification_can_be_switched_off(self):
        with FaultServer() as server:
            for component in CLIENTS:
                config = {"timeout": 5, "tls": {"verify": False}}
                with self.subTest(client=component), ClientDriver(component, config) as driver:
                    self.assertEqual(driver.send(server.url("/ok", "self-signed"))["body"], "ok")


class ProxyTests(unittest.TestCase):
    """Only assay.client.http."""

    def drive(self, proxy, scheme, credentials="user:secret", **config):
        return ClientDriver("assay.client.http", {
            "proxy": f"{scheme}://{proxy.place}", "proxy_credentials": credentials, "timeout": 5, **config})

    def test_http_proxy(self):
        with EchoServer() as server, Proxy(HTTPProxyHandler) as proxy, self.drive(proxy, "http") as driver:
            self.assertEqual(driver.send(f"http://{server.place}/echo")["status"], 200)
            self.assertEqual(proxy.asked, [f"GET http://{server.place}/echo"])

    def test_tunnel_through_http_proxy(self):
        with FaultServer() as server, Proxy(HTTPProxyHandler) as proxy:
            with self.drive(proxy, "http", tls={"ca_file": server.ca_file}) as driver:
                result = driver.send(server.url("/ok", "tls"))
                self.assertEqual((result["body"], result["error_text"]), ("ok", ""))
                self.assertNotIn("established", result["headers"] + result["reason"])
                self.assertEqual(proxy.asked, [f"CONNECT localhost:{server.ports['tls']}"])

    def test_tunnel_that_the_proxy_refuses(self):
        with FaultServer() as server, Proxy(HTTPProxyHandler) as proxy:
            with self.drive(proxy, "http", "user:wrong") as driver:
                self.assertEqual(driver.send(server.url("/ok", "tls"))["error_text"], "proxy failed")

    def test_socks_proxy(self):
        with EchoServer() as server, Proxy(SOCKSHandler) as proxy:
            with self.drive(proxy, "socks5h") as driver:
                port = server.server_address[1]
                self.assertEqual(driver.send(f"http://localhost:{port}/echo")["status"], 200)
                self.assertEqual(proxy.asked, [f"localhost:{port}"])
            with self.drive(proxy, "socks5", "user:wrong") as driver:
                self.assertEqual(driver.send(f"http://{server.place}/echo")["error_text"], "proxy failed")

    def test_proxy_that_is_not_there(self):
        with EchoServer() as server, FaultServer() as faults:
            config = {"proxy": f"http://127.0.0.1:{faults.ports['refused']}", "timeout": 5}
            with ClientDriver("assay.client.http", config) as driver:
                self.assertEqual(driver.send(f"http://{server.place}/echo")["error_text"], "proxy failed")

    def test_hosts_without_proxy(self):
        with EchoServer() as server, Proxy(HTTPProxyHandler) as proxy:
            with self.drive(proxy, "http", no_proxy="127.0.0.1") as driver:
                self.assertEqual(driver.send(f"http://{server.place}/echo")["status"], 200)
                self.assertEqual(proxy.asked, [])


@unittest.skipUnless(shutil.which("nginx"), "nginx is not installed")
class HTTP2Tests(unittest.TestCase):
    """Only assay.client.http, against nginx."""

    CONFIG = """
        daemon off; pid {folder}/pid; error_log {folder}/error.log;
        events {{}}
        http {{
          access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
          fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
          server {{
            listen unix:{folder}/plain.sock; listen unix:{folder}/h2c.sock http2;
            listen unix:{folder}/tls.sock ssl http2;
            ssl_certificate {folder}/localhost.pem; ssl_certificate_key {folder}/localhost.pem;
            location / {{ return 200 "$server_protocol $connection $request_method"; }}
          }}
        }}
        """

    def setUp(self):
        sys.path.insert(0, str(FIXTURES / "Faults"))
        from certificates import Authority
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="assay-h2-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        authority = Authority(self.folder, "trusted")
        authority.issue("localhost")
        (self.folder / "nginx.conf").write_text(self.CONFIG.format(folder=self.folder))
        nginx = subprocess.Popen(["nginx", "-p", self.folder, "-c", self.folder / "nginx.conf"],
                                 stderr=subprocess.DEVNULL)
        self.addCleanup(nginx.wait, 10)
        self.addCleanup(nginx.terminate)
        until = time.monotonic() + 10
        while not (self.folder / "h2c.sock").exists() and time.monotonic() < until:
            time.sleep(0.02)

    def drive(self, socket, **config):
        return ClientDriver("assay.client.http", {
            "unix_socket": str(self.folder / socket), "timeout": 5,
            "tls": {"ca_file": str(self.folder / "trusted.pem")}, **config})

    def test_negotiated_over_tls(self):
        with self.drive("tls.sock") as driver:
            result = driver.send("https://localhost/")
            self.assertEqual((result["status"], result["error_text"]), (200, ""))
            self.assertEqual(result["body"].split()[0], "HTTP/2.0")

    def test_not_negotiated_when_refused(self):
        with self.drive("tls.sock", http_version="1.1") as driver:
            self.assertEqual(driver.send("https://localhost/")["body"].split()[0], "HTTP/1.1")

    def test_plain_when_told_to(self):
        with self.drive("h2c.sock", http_version="2") as driver:
            self.assertEqual(driver.send("http://localhost/")["body"].split()[0], "HTTP/2.0")
        with self.drive("plain.sock") as driver:
            self.assertEqual(driver.send("http://localhost/")["body"].split()[0], "HTTP/1.1")

    def test_requests_share_a_connection(self):
        with self.drive("tls.sock") as driver:
            results = driver.send_together([("GET", "https://localhost/", "", "")] * 50)
            self.assertEqual(len({result["body"].split()[1] for result in results}), 1)
            self.assertEqual({result["error_text"] for result in results}, {""})

    def test_requests_do_not_share_when_told_not_to(self):
        with self.drive("tls.sock", multiplex=False, max_connections=2) as driver:
            results = driver.send_together([("GET", "https://localhost/", "", "")] * 6)
            self.assertEqual({result["error_text"] for result in results}, {""})


if __name__ == "__main__":
    unittest.main()
