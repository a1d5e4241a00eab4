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

/** Ids of the sources that the page adds to the style of the map. */
export const SOURCES = { tasks: 'tasks', marks: 'marks', priority: 'priority-areas', area: 'area' } as const;

/** The state of a task from the newest event. Without an event it is the state from the list. */
const STATUS: ExpressionSpecification = ['coalesce', ['feature-state', 'status'], ['get', 'taskStatus']];

/** Whether a mark belongs to the selected task. The other marks belong to locked tasks. */
const IS_SELECTED: ExpressionSpecification = ['get', 'isSelected'];

const COLOUR = ['match', STATUS, ...Object.entries(COLOURS).flat(), '#ffffff'] as unknown as ExpressionSpecification;

/**
 * The layer of the tasks. It has one property that depends on the task, the colour. A second layer or property of this kind would
 * double the time that the tasks need to be drawn.
 */
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

/**
 * The style of the map from the settings. Without a style URL it has raster tiles, and without tiles only a background colour.
 * @param withTiles false: only the background colour
 */
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
