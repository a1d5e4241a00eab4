import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { settings } from '../app/settings.js';
import {
  COLOURS,
  LOCK_LINE,
  PRIORITY_FILL,
  PRIORITY_LINE,
  SELECTED_LINE,
  TASK_LINE,
} from '../project/display/statuses.js';

/** Names of the sources that the page adds to the style of the map. */
export const SOURCES = { tasks: 'tasks', marks: 'marks', priority: 'priority-areas', area: 'area' } as const;

/** The state of a task: of the newest event, or of the list where there was no event. */
const STATUS: ExpressionSpecification = ['coalesce', ['feature-state', 'status'], ['get', 'taskStatus']];

/** Whether a mark is that of the selected task. Other marks are those of locks. */
const IS_SELECTED: ExpressionSpecification = ['get', 'isSelected'];

const COLOUR = ['match', STATUS, ...Object.entries(COLOURS).flat(), '#ffffff'] as unknown as ExpressionSpecification;

/** The tasks. There is one layer with one value that differs between tasks: each other layer or value takes as long again. */
export const TASK_LAYER: LayerSpecification = {
  id: 'tasks-fill',
  type: 'fill',
  source: SOURCES.tasks,
  paint: { 'fill-color': COLOUR, 'fill-opacity': 0.65, 'fill-outline-color': TASK_LINE },
};

/** The layers above the tasks, from the lowest to the highest. */
export const UPPER_LAYERS: LayerSpecification[] = [
  {
    id: 'priority-fill',
    type: 'fill',
    source: SOURCES.priority,
    paint: { 'fill-color': PRIORITY_FILL, 'fill-opacity': 0.35 },
  },
  { id: 'area-line', type: 'line', source: SOURCES.area, paint: { 'line-color': LOCK_LINE, 'line-width': 1.5 } },
  {
    id: 'priority-line',
    type: 'line',
    source: SOURCES.priority,
    paint: { 'line-color': PRIORITY_LINE, 'line-width': 2, 'line-dasharray': [2, 1] },
  },
  {
    id: 'marks-line',
    type: 'line',
    source: SOURCES.marks,
    paint: {
      'line-color': ['case', IS_SELECTED, SELECTED_LINE, LOCK_LINE],
      'line-width': ['case', IS_SELECTED, 4, 2.5],
    },
  },
];

/** The background of the map: the style of the settings, else raster tiles, else one colour. */
export function mapStyle(isDark: boolean, withTiles = true): string | StyleSpecification {
  if (settings.mapStyleUrl !== null && withTiles) return settings.mapStyleUrl;
  const style: StyleSpecification = {
    version: 8,
    sources: {},
    layers: [{ id: 'background', type: 'background', paint: { 'background-color': isDark ? '#3a414d' : '#eceff3' } }],
  };
  if (settings.mapTilesUrl === null || !withTiles) return style;
  const { mapTilesUrl, mapTilesAttribution: attribution } = settings;
  style.sources.tiles = { type: 'raster', tiles: [mapTilesUrl], tileSize: 256, maxzoom: 19, attribution };
  style.layers.push({
    id: 'tiles',
    type: 'raster',
    source: 'tiles',
    paint: isDark ? { 'raster-brightness-max': 0.7, 'raster-saturation': -0.4 } : { 'raster-saturation': -0.2 },
  });
  return style;
}
