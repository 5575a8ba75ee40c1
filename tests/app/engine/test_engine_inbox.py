"""The order of work, without processes or tensors."""

from __future__ import annotations

from engine_stand_in import BASE, open_generator, rank_request, scene_request

from app.engine.inbox import Inbox
from app.engine.protocol.to_engine import Cancel, Export, Open, Quit, Rank, Render
from app.engine.protocol.to_studio import Cancelled, Failed, Opened, Ranked
from models.document.recipe import Recipe


def render(slot="canvas", serial=0, *, epoch=1, priority=0):
    return Render(epoch, slot, serial, scene_request(), priority)


def rank(job, epoch=1):
    return Rank(epoch, job, rank_request())


def opened(epoch=1):
    """An inbox whose generator of this epoch is open."""
    inbox = Inbox()
    inbox.put(Open(epoch, 100, "lamps"))
    inbox.next_job()
    assert inbox.finish(answer_opened(epoch)) == []
    return inbox


def answer_opened(epoch):
    return Opened(epoch, 100, open_generator("lamps")[0].info)


def renders(inbox):
    return [inbox.next_render() for _ in range(inbox.renders)]


def test_the_latest_render_of_a_slot_wins():
    inbox = opened()
    for serial in range(200):
        assert inbox.put(render(serial=serial)) == []
    assert renders(inbox) == [render(serial=199)]
    assert inbox.next_render() is None
    assert inbox.idle


def test_lower_priority_comes_first_and_equal_ones_in_order():
    inbox = opened()
    for slot, priority in (("strip", 5), ("canvas", 0), ("before", 1), ("beside", 1)):
        inbox.put(render(slot, priority=priority))
    assert [r.slot for r in renders(inbox) if r] == ["canvas", "before", "beside", "strip"]


def test_a_slot_asked_often_does_not_starve_another():
    inbox = opened()
    inbox.put(render("a", 1))
    inbox.put(render("b", 1))
    inbox.put(render("a", 2))
    assert inbox.next_render() == render("a", 2)
    inbox.put(render("a", 3))
    assert inbox.next_render() == render("b", 1)


def test_jobs_queue():
    inbox = opened()
    export = Export(1, 2, Recipe(BASE), "out.safetensors", ())
    for job in (rank(1), export, rank(3)):
        inbox.put(job)
    assert [inbox.next_job() for _ in range(4)] == [rank(1), export, rank(3), None]


def test_cancelling_a_waiting_job_answers_at_once():
    inbox = opened()
    inbox.put(rank(1))
    inbox.put(rank(2))
    assert inbox.put(Cancel(1)) == [Cancelled(1, 1)]
    assert inbox.next_job() == rank(2)
    assert not inbox.stopping()


def test_cancelling_the_running_job_asks_it_to_stop_and_not_the_next():
    inbox = opened()
    inbox.put(rank(1))
    inbox.put(rank(2))
    inbox.next_job()
    assert inbox.put(Cancel(1)) == []
    assert inbox.stopping()
    assert inbox.finish(Ranked(1, 1, ranking=None)) == []  # pyright: ignore[reportArgumentType]
    assert inbox.next_job() == rank(2)
    assert not inbox.stopping()


def test_cancelling_an_unknown_job_does_nothing():
    inbox = opened()
    inbox.put(rank(1))
    assert inbox.put(Cancel(7)) == []
    assert inbox.next_job() == rank(1)


def test_what_was_sent_for_an_older_generator_is_dropped():
    inbox = opened(1)
    inbox.put(Open(2, 5, "other"))
    inbox.put(render(epoch=1))
    inbox.put(rank(6, epoch=1))
    inbox.next_job()
    assert inbox.finish(answer_opened(2)) == [Cancelled(1, 6)]
    assert inbox.idle
    inbox.put(render(epoch=1))
    assert inbox.put(rank(7, epoch=1)) == [Cancelled(1, 7)]
    assert inbox.idle


def test_renders_for_a_generator_that_still_opens_wait_for_it():
    inbox = opened(1)
    inbox.put(Open(2, 5, "other"))
    inbox.put(render("canvas", epoch=2))
    inbox.put(render("before", epoch=1))
    assert renders(inbox) == [render("before", epoch=1), None]
    inbox.next_job()
    assert inbox.next_render() is None, "it is opening"
    inbox.finish(answer_opened(2))
    assert inbox.next_render() == render("canvas", epoch=2)


def test_after_a_restart_what_was_asked_before_is_dropped():
    inbox = Inbox()
    inbox.put(Open(5, 1, "lamps"))
    inbox.put(render(epoch=4))
    assert inbox.next_render() is None
    inbox.next_job()
    assert inbox.next_render() is None
    inbox.finish(answer_opened(5))
    assert inbox.idle


def test_when_opening_fails_the_old_generator_stays():
    inbox = opened(1)
    inbox.put(Open(2, 5, "missing"))
    inbox.put(render("canvas", epoch=2))
    inbox.put(rank(6, epoch=2))
    inbox.put(render("before", epoch=1))
    inbox.next_job()
    assert inbox.finish(Failed(2, "input", "There is no such file.", job=5)) == [Cancelled(2, 6)]
    assert renders(inbox) == [render("before", epoch=1)]
    assert inbox.idle


def test_after_quit_nothing_starts():
    inbox = opened()
    inbox.put(rank(1))
    inbox.put(render())
    inbox.put(Quit())
    assert inbox.quitting
    assert inbox.stopping()
    assert inbox.next_job() is None
    assert inbox.next_render() is None


def test_a_newer_render_of_a_slot_and_a_more_urgent_one_are_known():
    inbox = opened()
    inbox.put(render("scene 1", 1, priority=2))
    running = inbox.next_render()
    assert inbox.newer(running) is None
    assert not inbox.more_urgent(running)
    inbox.put(render("scene 2", 2, priority=2))
    assert not inbox.more_urgent(running)
    inbox.put(render("canvas", 3))
    assert inbox.more_urgent(running)
    assert inbox.newer(running) is None
    inbox.put(render("scene 1", 4, priority=2))
    assert inbox.newer(running).serial == 4


def test_a_render_for_what_opens_later_is_not_urgent_yet():
    inbox = opened()
    inbox.put(render("canvas", 1))
    running = inbox.next_render()
    inbox.put(Open(2, 101, "other"))
    inbox.put(render("canvas of the other", 2, epoch=2, priority=-1))
    assert not inbox.more_urgent(running)


def test_a_job_that_waits_goes_before_pictures_that_are_not_looked_at():
    inbox = opened()
    strip, canvas = render("scene 1", 1, priority=2), render("canvas", 2)
    inbox.put(strip)
    assert not inbox.more_urgent(strip)
    inbox.put(rank(1))
    assert inbox.more_urgent(strip), "a picture of the strip that is under way makes room for it"
    assert not inbox.more_urgent(canvas)
    inbox.put(canvas)
    assert renders(inbox) == [canvas, None]
    assert inbox.next_job() == rank(1)
    inbox.put(rank(2))
    assert inbox.next_render() == strip, "beside a job that runs they are made as ever"
