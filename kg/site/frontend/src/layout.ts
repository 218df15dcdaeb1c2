/** Where the nodes of a small network stand: a force layout, run to its end at once, whose captions do not cover each other. */

import { forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";

export interface Box extends SimulationNodeDatum {
  id: string;
  /** What the node and its caption take up. */
  width: number;
  height: number;
}

/** Push apart boxes that lie upon each other, along the shorter way. */
function apart(boxes: Box[]): (alpha: number) => void {
  return () => {
    for (let one = 0; one < boxes.length; one += 1) {
      for (let two = one + 1; two < boxes.length; two += 1) separate(boxes[one]!, boxes[two]!, 0.5);
    }
  };
}

function separate(one: Box, two: Box, share: number): boolean {
  const x = two.x! - one.x!, y = two.y! - one.y!;
  const over = (one.width + two.width) / 2 - Math.abs(x), under = (one.height + two.height) / 2 - Math.abs(y);
  if (over <= 0 || under <= 0) return false;
  const oneStays = one.fx !== undefined && one.fx !== null, twoStays = two.fx !== undefined && two.fx !== null;
  const first = oneStays ? 0 : twoStays ? 2 : 1, second = twoStays ? 0 : oneStays ? 2 : 1;
  if (over < under * 1.5) {
    const step = (x < 0 ? -over : over) * share;
    one.x! -= step * first;
    two.x! += step * second;
  } else {
    const step = (y < 0 ? -under : under) * share;
    one.y! -= step * first;
    two.y! += step * second;
  }
  return true;
}

/** Give every box its place; those with `fx` and `fy` keep theirs. */
export function settle(boxes: Box[], links: { source: string; target: string }[], wide: number): void {
  const simulation = forceSimulation(boxes)
    .force("links", forceLink<Box, { source: string | Box; target: string | Box }>(links.map((link) => ({ ...link }))).id((box) => box.id).distance(130).strength(0.25))
    .force("charge", forceManyBody().strength(-420).distanceMax(900))
    .force("x", forceX(0).strength(0.05 / wide))
    .force("y", forceY(0).strength(0.05 * wide))
    .force("apart", apart(boxes))
    .stop();
  simulation.tick(260);
  for (let round = 0; round < 200; round += 1) {
    let moved = false;
    for (let one = 0; one < boxes.length; one += 1) {
      for (let two = one + 1; two < boxes.length; two += 1) moved = separate(boxes[one]!, boxes[two]!, 0.51) || moved;
    }
    if (!moved) return;
  }
}
