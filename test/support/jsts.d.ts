/** The two parts of jsts that tests use as an oracle; the package has no types for its files. */
declare module 'jsts/org/locationtech/jts/io/GeoJSONReader.js' {
  export default class GeoJSONReader {
    read(geometry: object): JstsGeometry;
  }
}
declare module 'jsts/org/locationtech/jts/operation/overlay/OverlayOp.js' {
  const OverlayOp: { intersection(a: JstsGeometry, b: JstsGeometry): JstsGeometry };
  export default OverlayOp;
}
interface JstsGeometry {
  getArea(): number;
}
