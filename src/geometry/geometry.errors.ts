/** Codes of errors in an area, a grid or a set of task polygons. The services map each code to a status and an envelope. */
export type GridErrorCode =
  | 'NotGeoJson'
  | 'WrongGeometryType'
  | 'EmptyArea'
  | 'InvalidCoordinate'
  | 'ProjectedCoordinates'
  | 'OutOfRange'
  | 'NotClosed'
  | 'InvalidRing'
  | 'SelfIntersectingAOI'
  | 'AreaTooLarge'
  | 'TooManyTasks'
  | 'TooComplex'
  | 'InvalidZoom'
  | 'CannotSplit'
  | 'TaskOutsideArea';

/** Refused input. It has a stable `code` and one sentence for the user who sent the file. */
export class GridError extends Error {
  readonly code: GridErrorCode;

  constructor(code: GridErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GridError';
    this.code = code;
  }
}

/**
 * Formats a position for an error message.
 *
 * @param point - longitude and latitude in degrees
 * @returns for example `lon 14.512300, lat 35.898900` (6 decimals, about 0.1 m)
 */
export function describePlace(point: readonly number[]): string {
  return `lon ${(point[0] ?? NaN).toFixed(6)}, lat ${(point[1] ?? NaN).toFixed(6)}`;
}
