"""Prints what a screen reader finds in the program's window: a JSON array of [role, name] pairs."""

import json
import sys

import pyatspi


def walk(node, found):
    """Collects the roles and names below a node; what vanishes meanwhile is passed over."""
    try:
        if node.name:
            found.append([node.getRoleName(), node.name])
        for i in range(node.childCount):
            child = node.getChildAtIndex(i)
            if child is not None:
                walk(child, found)
    except Exception:  # noqa: BLE001 (the tree changes while it is read)
        pass


sys.setrecursionlimit(10_000)
pairs = []
desktop = pyatspi.Registry.getDesktop(0)
for number in range(desktop.childCount):
    app = desktop.getChildAtIndex(number)
    if app is not None and "prescient" in (app.name or "").lower():
        walk(app, pairs)
json.dump(pairs, sys.stdout)
