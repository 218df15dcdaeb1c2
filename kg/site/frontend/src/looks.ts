/** Shapes by class: the same as in graph.html (kg/page/legend.py; a test compares the two). Colours are in site.css. */

export type Shape = "dot" | "square" | "diamond" | "triangle" | "triangleDown" | "star" | "hexagon";

export const SHAPES: Readonly<Record<string, Shape>> = {
  Regulator: "hexagon",
  GovernmentBody: "square",
  Bank: "dot",
  MarketInstitution: "diamond",
  Association: "triangleDown",
  Company: "dot",
  Organization: "square",
  MediaOutlet: "triangle",
  PolicyDocument: "square",
  PolicyMeasure: "star",
  Platform: "hexagon",
  FinancialProduct: "diamond",
  Event: "star",
  Person: "dot",
  Place: "triangle",
};

function polygon(corners: number, radius: number, turn: number, inner = radius): string {
  const points = Array.from({ length: corners }, (_, corner) => {
    const angle = turn + (corner * 2 * Math.PI) / corners;
    const away = corner % 2 ? inner : radius;
    return `${(away * Math.cos(angle)).toFixed(1)},${(away * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${points.join("L")}Z`;
}

/** The outline of a shape around the origin, as an SVG path. */
export function outline(shape: Shape, radius: number): string {
  switch (shape) {
    case "square":
      return polygon(4, radius * 1.2, Math.PI / 4);
    case "diamond":
      return polygon(4, radius * 1.25, 0);
    case "triangle":
      return polygon(3, radius * 1.25, -Math.PI / 2);
    case "triangleDown":
      return polygon(3, radius * 1.25, Math.PI / 2);
    case "star":
      return polygon(10, radius * 1.3, -Math.PI / 2, radius * 0.6);
    case "hexagon":
      return polygon(6, radius * 1.1, 0);
    case "dot":
      return `M${-radius},0a${radius},${radius} 0 1,0 ${2 * radius},0a${radius},${radius} 0 1,0 ${-2 * radius},0Z`;
  }
}
