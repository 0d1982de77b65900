"""Which edges lie on a cycle, when some may be crossed one way only. Pure, in linear time.

In a strongly connected part, an edge crossed one way always does; one crossed both ways does unless it is a bridge, for
going back by the edge itself is no cycle (Gusfield, 1988).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

Node = Any
Ident = Any
Edge = tuple[Node, Node, bool, bool]
"""Tail, head, whether it may be crossed forwards, whether backwards."""


def on_a_cycle(edges: Mapping[Ident, Edge]) -> set[Ident]:
    """The edges that lie on a cycle."""
    part = _strong_parts(edges)
    inside = {ident: edge for ident, edge in edges.items() if part[edge[0]] == part[edge[1]] and (edge[2] or edge[3])}
    bridges = _bridges(inside)
    return {ident for ident, (_, _, forth, back) in inside.items() if not (forth and back) or ident not in bridges}


def _strong_parts(edges: Mapping[Ident, Edge]) -> dict[Node, Node]:
    """The strongly connected part of each node, named after one of its nodes (Kosaraju)."""
    forth: dict[Node, list[Node]] = defaultdict(list)
    back: dict[Node, list[Node]] = defaultdict(list)
    nodes: dict[Node, None] = {}
    for tail, head, forwards, backwards in edges.values():
        nodes |= {tail: None, head: None}
        for start, end, crossed in ((tail, head, forwards), (head, tail, backwards)):
            if crossed:
                forth[start].append(end)
                back[end].append(start)
    part: dict[Node, Node] = {}
    for node in reversed(_left_last(nodes, forth)):
        if node not in part:
            _fill(node, back, part)
    return part


def _left_last(nodes: Mapping[Node, None], ways: Mapping[Node, list[Node]]) -> list[Node]:
    """The nodes in the order in which a walk in depth leaves them."""
    found: list[Node] = []
    seen: set[Node] = set()
    for root in nodes:
        if root in seen:
            continue
        seen.add(root)
        stack: list[tuple[Node, Iterator[Node]]] = [(root, iter(ways.get(root, ())))]
        while stack:
            node, others = stack[-1]
            following = next((each for each in others if each not in seen), None)
            if following is None:
                found.append(node)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(ways.get(following, ()))))
    return found


def _fill(root: Node, ways: Mapping[Node, list[Node]], part: dict[Node, Node]) -> None:
    part[root], stack = root, [root]
    while stack:
        for each in ways.get(stack.pop(), ()):
            if each not in part:
                part[each] = root
                stack.append(each)


def _bridges(edges: Mapping[Ident, Edge]) -> set[Ident]:
    """The edges without which two nodes would be apart, whatever the way they are crossed (Tarjan)."""
    around: dict[Node, list[tuple[Ident, Node]]] = defaultdict(list)
    for ident, (tail, head, _, _) in edges.items():
        around[tail].append((ident, head))
        around[head].append((ident, tail))
    entered: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    found: set[Ident] = set()
    for root in around:
        if root not in entered:
            _bridges_from(root, around, entered, lowest, found)
    return found


def _bridges_from(
    root: Node,
    around: Mapping[Node, list[tuple[Ident, Node]]],
    entered: dict[Node, int],
    lowest: dict[Node, int],
    found: set[Ident],
) -> None:
    entered[root] = lowest[root] = len(entered)
    stack: list[tuple[Node, Ident, Iterator[tuple[Ident, Node]]]] = [(root, None, iter(around[root]))]
    while stack:
        node, by, others = stack[-1]
        ident, other = next(((ident, other) for ident, other in others if ident != by), (None, None))
        if ident is None:
            stack.pop()
            if stack:
                above = stack[-1][0]
                lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] > entered[above]:
                    found.add(by)
        elif other in entered:
            lowest[node] = min(lowest[node], entered[other])
        else:
            entered[other] = lowest[other] = len(entered)
            stack.append((other, ident, iter(around[other])))
