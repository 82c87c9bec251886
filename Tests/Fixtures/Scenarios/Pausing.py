# Assay: Pausing.swift for Locust.
# SPDX-License-Identifier: Apache-2.0
from locust import FastHttpUser, constant, task


class Visitor(FastHttpUser):
    wait_time = constant(0.5)

    @task
    def ask(self):
        self.client.get("/")
