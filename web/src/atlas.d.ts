// SPDX-License-Identifier: Apache-2.0
// The map that build.mjs makes.
declare module "atlas" {
  import type { GeometryCollection, Topology } from "topojson-specification";
  const world: Topology<{ countries: GeometryCollection }>;
  export default world;
}
