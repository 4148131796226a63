#!/usr/bin/python3
"""Speaks for the desktop tests with the accessibility bus, as a screen reader would.

One JSON object a line on standard input is one request, one line on standard output its answer:
    {"do": "find", "role": "button", "name": "^Save", "wait_ms": 5000}
    {"ok": true, "value": {"role": "button", "name": "Save user", "x": 12, ...}}
Requests: enable, tree, find, all, press, focus, set_text, gone. `name` is a regular expression searched in the
accessible name; an empty role fits every role; `state` narrows down further, `acts` to what has actions; `nth` picks among several. Positions are pixels of the screen.
The program must be started after `enable` was answered: it looks only then whether anybody listens.
"""
import json
import re
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

POLL_S = 0.05
DEPTH = 60


def enable():
    """Tells programs that assistive technology is present, and starts listening."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    value = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    bus.call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
        value, None, Gio.DBusCallFlags.NONE, 10_000, None,
    )
    Atspi.init()
    Atspi.set_timeout(2000, 5000)
    return True


def applications():
    """The programs on the bus, with nothing remembered from the last look."""
    while GLib.MainContext.default().iteration(False):
        pass
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is not None:
            application.clear_cache()
            yield application


def walk(node, depth=0):
    """A node and all below it, in reading order; nodes that vanish on the way are left out."""
    if node is None or depth > DEPTH:
        return
    yield node, depth
    try:
        count = node.get_child_count()
    except GLib.Error:
        return
    for index in range(count):
        try:
            child = node.get_child_at_index(index)
        except GLib.Error:
            continue
        yield from walk(child, depth + 1)


def actions(node):
    interface = node.get_action_iface()
    if interface is None:
        return []
    return [Atspi.Action.get_action_name(node, i) for i in range(Atspi.Action.get_n_actions(node))]


def states(node):
    return [state.value_nick for state in node.get_state_set().get_states()]


def describe(node, depth=0):
    """What a test may want to know of a node."""
    said = {"role": node.get_role_name(), "name": node.get_name() or "", "depth": depth}
    said["description"] = node.get_description() or ""
    said["states"] = states(node)
    said["actions"] = actions(node)
    component = node.get_component_iface()
    if component is not None:
        box = component.get_extents(Atspi.CoordType.SCREEN)
        said.update(x=box.x, y=box.y, width=box.width, height=box.height)
    if node.get_text_iface() is not None:
        said["text"] = Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))
    if node.get_value_iface() is not None:
        said["value"] = Atspi.Value.get_current_value(node)
    return said


def matching(request):
    role, name, state = request.get("role", ""), re.compile(request.get("name", "")), request.get("state")
    for application in applications():
        for node, depth in walk(application):
            try:
                if role not in ("", node.get_role_name()) or not name.search(node.get_name() or ""):
                    continue
                if state and state not in states(node):
                    continue
                if request.get("acts") and not actions(node):
                    continue
            except GLib.Error:
                continue
            yield node, depth


def wait_for(request, look):
    """The first truthy answer of `look` before the time is up."""
    end = time.monotonic() + request.get("wait_ms", 0) / 1000
    while True:
        try:
            found = look()
        except GLib.Error:
            found = None
        if found:
            return found
        if time.monotonic() > end:
            wanted = {key: request[key] for key in ("role", "name", "state", "nth") if key in request}
            raise LookupError(f"{request['do']}: nothing on the bus fits {wanted}")
        time.sleep(POLL_S)


def pick(request):
    nth = request.get("nth", 0)

    def look():
        for index, found in enumerate(matching(request)):
            if index == nth:
                return found
        return None

    return wait_for(request, look)


def press(request):
    node, _ = pick(request)
    names = actions(node)
    if not names:
        raise LookupError(f"{node.get_role_name()} '{node.get_name()}' offers no action")
    index = names.index(request["action"]) if request.get("action") else 0
    return bool(Atspi.Action.do_action(node, index))


def set_text(request):
    node, _ = pick(request)
    return bool(Atspi.EditableText.set_text_contents(node, request["text"]))


def focus(request):
    node, _ = pick(request)
    return bool(Atspi.Component.grab_focus(node))


def tree(_request):
    return [describe(node, depth) for application in applications() for node, depth in walk(application)]


REQUESTS = {
    "enable": lambda request: enable(),
    "tree": tree,
    "find": lambda request: describe(*pick(request)),
    "all": lambda request: [describe(node, depth) for node, depth in matching(request)],
    "press": press,
    "focus": focus,
    "set_text": set_text,
    "gone": lambda request: wait_for(request, lambda: not any(True for _ in matching(request))),
}


def main():
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"ok": True, "value": REQUESTS[request["do"]](request)}
        except (LookupError, ValueError, GLib.Error) as error:
            answer = {"ok": False, "error": str(error)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
