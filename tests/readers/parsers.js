// Runs in the page: the parsers of Gephi Lite over a file that the page was given.
import { MultiGraph } from "graphology";
import * as gexf from "graphology-gexf/browser";
import * as graphml from "graphology-graphml/browser";

window.readGraph = async (file) => {
  const text = await file.text();
  const parser = file.name.endsWith(".gexf") ? gexf : graphml;
  // A label on an edge is an attribute that GraphML does not declare; Gephi Lite allows these too.
  const graph = parser.parse(MultiGraph, text, { allowUndeclaredAttributes: true, addMissingNodes: false });
  return {
    type: graph.type,
    nodes: graph.mapNodes((key, attributes) => [key, attributes]),
    edges: graph.mapEdges((_, attributes, source, target) => [source, target, attributes]),
  };
};
