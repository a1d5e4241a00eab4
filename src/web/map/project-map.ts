import type { GeoJSONSource, Map as MapLibreMap, Marker } from 'maplibre-gl';
import type { Geometry } from 'geojson';
import type { Project, TaskFeatures } from '../api/client.js';
import type { MapChange, ProjectStore } from '../project/project-store.js';
import { boxOf, middleOf } from './bounds.js';
import { LAYERS, SOURCES } from './layers.js';

/** How many locks are named on the map. More would hide it. */
const MAX_LOCK_LABELS = 100;

const EMPTY = { type: 'FeatureCollection' as const, features: [] };

const asFeatures = (geometries: Geometry[]) => ({
  type: 'FeatureCollection' as const,
  features: geometries.map((geometry) => ({ type: 'Feature' as const, geometry, properties: {} })),
});

/** Of the tasks only what is drawn: less for the worker of the map to take over. */
const shapesOf = ({ features }: TaskFeatures) => ({
  type: 'FeatureCollection' as const,
  features: features.flatMap(({ geometry, properties: { taskId, taskStatus } }) =>
    geometry ? [{ type: 'Feature' as const, geometry, properties: { taskId, taskStatus } }] : [],
  ),
});

/** Draws the tasks of a project on a map, and keeps them as the store has them. */
export class ProjectMap {
  private selected: number | null = null;
  private readonly labels = new Map<number, Marker>();
  private readonly places = new Map<number, [number, number]>();
  private isFitted = false;

  constructor(
    readonly map: MapLibreMap,
    private readonly store: ProjectStore,
    private readonly onSelect: (taskId: number) => void,
    private readonly labelOf: (holder: string) => HTMLElement,
    private readonly newMarker: (element: HTMLElement) => Marker,
  ) {
    // A small buffer: with many tasks most of the work would be for those of the neighbouring tiles.
    map.addSource(SOURCES.tasks, { type: 'geojson', data: EMPTY, promoteId: 'taskId', tolerance: 0.2, buffer: 16 });
    map.addSource(SOURCES.priority, { type: 'geojson', data: EMPTY });
    map.addSource(SOURCES.area, { type: 'geojson', data: EMPTY });
    for (const layer of LAYERS) map.addLayer(layer);
    map.on('click', 'tasks-fill', ({ features }) => {
      const id = features?.[0]?.id;
      if (typeof id === 'number') this.onSelect(id);
    });
    map.on('mouseenter', 'tasks-fill', () => (map.getCanvas().style.cursor = 'pointer'));
    map.on('mouseleave', 'tasks-fill', () => (map.getCanvas().style.cursor = ''));
    store.onMapChange = (change) => this.draw(change);
    if (store.features.features.length > 0) this.draw({ kind: 'all' });
  }

  private source(name: string): GeoJSONSource {
    return this.map.getSource(name) as GeoJSONSource;
  }

  /** Shows the area of the project and its priority areas. */
  drawProject({ areaOfInterest, priorityAreas }: Project): void {
    this.source(SOURCES.area).setData({ type: 'Feature', geometry: areaOfInterest as Geometry, properties: {} });
    this.source(SOURCES.priority).setData(asFeatures(priorityAreas ?? []));
  }

  private draw(change: MapChange): void {
    if (change.kind === 'all') this.drawAll();
    else for (const taskId of change.taskIds) this.drawState(taskId);
    this.drawLabels();
  }

  private drawState(taskId: number): void {
    const status = this.store.rows.get(taskId)?.status;
    if (status) this.map.setFeatureState({ source: SOURCES.tasks, id: taskId }, { status });
  }

  private drawAll(): void {
    const { features } = this.store;
    this.places.clear();
    this.map.removeFeatureState({ source: SOURCES.tasks });
    // The map moves first, so that tiles are made of the tasks only where they are shown.
    if (!this.isFitted) this.fit();
    this.source(SOURCES.tasks).setData(shapesOf(features));
    for (const { properties } of features.features)
      if (this.store.rows.get(properties.taskId)?.status !== properties.taskStatus) this.drawState(properties.taskId);
    if (this.selected !== null) this.select(this.selected, { move: false });
  }

  private fit(): void {
    const box = boxOf(this.store.features.features.flatMap(({ geometry }) => (geometry ? [geometry as Geometry] : [])));
    if (!box) return;
    this.isFitted = true;
    this.map.fitBounds(box, { padding: 50, animate: false });
  }

  private placeOf(taskId: number): [number, number] | null {
    const known = this.places.get(taskId);
    if (known) return known;
    const feature = this.store.features.features.find(({ properties }) => properties.taskId === taskId);
    const place = feature?.geometry ? middleOf(feature.geometry) : null;
    if (place) this.places.set(taskId, place);
    return place;
  }

  /** Names the holders of locks. */
  private drawLabels(): void {
    const locks = new Map(
      this.store.locks.value.slice(0, MAX_LOCK_LABELS).map(({ taskId, actor }) => [taskId, actor ?? '']),
    );
    for (const [taskId, marker] of this.labels)
      if (locks.get(taskId) !== marker.getElement().dataset.holder) {
        marker.remove();
        this.labels.delete(taskId);
      }
    for (const [taskId, holder] of locks) {
      const place = this.labels.has(taskId) ? null : this.placeOf(taskId);
      if (!place) continue;
      const element = this.labelOf(holder);
      element.dataset.holder = holder;
      this.labels.set(taskId, this.newMarker(element).setLngLat(place).addTo(this.map));
    }
  }

  /** Outlines a task, or none (null). `move`: the map moves to where the task can be seen. */
  select(taskId: number | null, { move = true } = {}): void {
    if (this.selected !== null)
      this.map.setFeatureState({ source: SOURCES.tasks, id: this.selected }, { selected: false });
    this.selected = taskId;
    if (taskId === null) return;
    this.map.setFeatureState({ source: SOURCES.tasks, id: taskId }, { selected: true });
    const place = move ? this.placeOf(taskId) : null;
    if (place && !this.map.getBounds().contains(place)) this.map.easeTo({ center: place });
  }

  /** Removes the map from its element. */
  remove(): void {
    this.store.onMapChange = () => undefined;
    this.map.remove();
  }
}
