# Assay: Semantics.swift for Locust.
# SPDX-License-Identifier: Apache-2.0
from locust import MarkovTaskSet, SequentialTaskSet, TaskSet, User, events, task, transition
from locust.exception import InterruptTaskSet, RescheduleTask, RescheduleTaskImmediately, StopUser


class Boom(Exception):
    pass


@events.user_error.add_listener
def on_error(user_instance, exception, **_):
    getattr(user_instance, "user", user_instance).trace("error")


class Case(User):
    abstract = True
    fixed_count = 1
    count = 0

    def trace(self, what):
        print("TRACE", type(self).__name__, what, flush=True)

    def step(self):
        self.count += 1
        self.trace(f"task {self.count}")
        return self.count

    def on_start(self):
        self.trace("start")

    def on_stop(self):
        self.trace("stop")

    def wait_time(self):
        self.trace("wait")
        return 0


class Traced(TaskSet):
    def on_start(self):
        self.user.trace("set start")

    def on_stop(self):
        self.user.trace("set stop")


class StartError(Case):
    def on_start(self):
        self.trace("start")
        raise Boom

    @task
    def t(self):
        self.step()


class StopInStart(Case):
    def on_start(self):
        self.trace("start")
        raise StopUser

    @task
    def t(self):
        self.step()


class RescheduleInStart(Case):
    def on_start(self):
        self.trace("start")
        raise RescheduleTask

    @task
    def t(self):
        self.step()


class InterruptInStart(Case):
    def on_start(self):
        self.trace("start")
        raise InterruptTaskSet

    @task
    def t(self):
        self.step()


class StopInTask(Case):
    @task
    def t(self):
        self.step()
        raise StopUser


class StopInStop(Case):
    @task
    def t(self):
        self.step()
        raise StopUser

    def on_stop(self):
        self.trace("stop")
        raise StopUser


class ErrorInStop(Case):
    @task
    def t(self):
        self.step()
        raise StopUser

    def on_stop(self):
        self.trace("stop")
        raise Boom


class TaskError(Case):
    @task
    def t(self):
        raise Boom if self.step() == 1 else StopUser


class Reschedule(Case):
    @task
    def t(self):
        count = self.step()
        if count == 1:
            raise RescheduleTask
        if count == 2:
            raise RescheduleTaskImmediately
        if count > 3:
            raise StopUser


class InterruptNow(Case):
    @task
    class Set(Traced):
        @task
        def t(self):
            count = self.user.step()
            if count == 2:
                self.interrupt()
            if count == 4:
                raise StopUser


class InterruptLater(Case):
    @task
    class Set(Traced):
        @task
        def t(self):
            if self.user.step() == 1:
                self.interrupt(reschedule=False)
            raise StopUser


class Deep(Case):
    @task
    class Set(Traced):
        @task
        class Inner(TaskSet):
            def on_start(self):
                self.user.trace("inner start")

            def on_stop(self):
                self.user.trace("inner stop")

            @task
            def t(self):
                count = self.user.step()
                if count == 1:
                    raise Boom
                if count == 2:
                    self.interrupt(reschedule=False)
                raise StopUser


class SetStart(Case):
    ends = [Boom(), RescheduleTask(), RescheduleTaskImmediately(), InterruptTaskSet(), InterruptTaskSet(False),
            StopUser()]

    @task
    class Set(Traced):
        def on_start(self):
            self.user.trace("set start")
            raise self.user.ends.pop(0)

        @task
        def t(self):
            self.user.step()


class SetStop(Case):
    ends = [Boom(), RescheduleTask(), InterruptTaskSet(), StopUser()]

    @task
    class Set(Traced):
        def on_stop(self):
            self.user.trace("set stop")
            raise self.user.ends.pop(0)

        @task
        def t(self):
            self.interrupt(reschedule=self.user.step() % 2 == 1)


class SetStopAtEnd(Case):
    @task
    class Set(TaskSet):
        def on_stop(self):
            self.user.trace("set stop")
            raise Boom

        @task
        def t(self):
            self.user.step()
            raise StopUser


class RootInterrupt(Case):
    @task
    def t(self):
        raise InterruptTaskSet if self.step() == 1 else StopUser


class Sequence(Case):
    @task
    class Set(SequentialTaskSet):
        @task
        def a(self):
            self.user.trace("a")
            self.user.count += 1

        @task(2)
        def b(self):
            self.user.trace("b")

        @task
        def c(self):
            self.user.trace("c")
            if self.user.count == 2:
                self.interrupt()
            if self.user.count == 3:
                raise StopUser


class Chain(Case):
    @task
    class Set(MarkovTaskSet):
        @transition("b")
        def a(self):
            self.user.trace("a")
            self.user.count += 1

        @transition("c")
        def b(self):
            self.user.trace("b")

        @transition("b")
        def c(self):
            self.user.trace("c")
            if self.user.count == 1:
                self.interrupt()
            raise StopUser
