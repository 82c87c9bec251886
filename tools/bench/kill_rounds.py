# Assay: rounds of writes, each ended by a kill of the server.
# SPDX-License-Identifier: Apache-2.0
import random
import secrets
import time

from kill_writers import Client, Writer, must, verify
from mlflow_client import TrackingServer

HEADER = ("round", "alive ms", "acknowledged", "in flight", "of these kept", "refused", "half", "lost", "restart ms")


class Rounds:
    """The servers, and what has been found so far."""

    def __init__(self, database, servers=1, clients=16, seed=1):
        self.clients = clients
        self.random = random.Random(seed)
        self.servers = [TrackingServer(database) for _ in range(servers)]
        client = Client(self.servers[0].port)
        made = must(client.post("experiments/create", {"name": f"kill-{secrets.token_hex(4)}"}))
        client.connection.close()
        self.experiment = made["experiment_id"]
        self.all, self.rows = [], []

    def run(self, number):
        """One round; its row of the table."""
        victim, others = self.servers[0], self.servers[1:]
        writers = [Writer(client, self.servers[client % len(self.servers)].port, self.experiment, str(number))
                   for client in range(self.clients)]
        started = time.monotonic()
        for writer in writers:
            writer.start()
        while not all(writer.acknowledged for writer in writers):
            time.sleep(0.001)
        time.sleep(self.random.uniform(0, 0.4))
        victim.kill()
        alive = time.monotonic() - started
        for writer in writers:
            if writer.port == victim.port:
                writer.join(60)
        began = time.monotonic()
        victim.start()
        restart = time.monotonic() - began
        for writer in writers:
            writer.stopping.set()
            writer.join(60)
        lost, half, kept = verify(writers)
        cut = [writer for writer in writers if writer.open and writer.port in [other.port for other in others]]
        refused = sum(len(writer.refused) for writer in writers) + len(cut)
        self.all += writers
        row = (number, alive * 1000, sum(len(writer.acknowledged) for writer in writers),
               sum(len(writer.open) for writer in writers), kept, refused, len(half), len(lost), restart * 1000)
        self.rows.append(row)
        for finding in (lost + half)[:5]:
            print("  wrong:", finding)
        return row

    def last_look(self):
        """Looks for all rounds again; what is lost or half."""
        lost, half, _ = verify(self.all, self.servers[-1].port)
        return lost + half

    def wrong(self):
        """How many writes were lost, half, or refused by a server that was not killed."""
        return sum(row[5] + row[6] + row[7] for row in self.rows)

    def stop(self):
        for server in self.servers:
            server.stop()
