import { render } from 'preact';
import { App } from './app/app.js';
import { loadLanguage } from './app/i18n.js';
import { handleLinks, route } from './app/router.js';
import './style/elements.css';
import './style/page.css';
import './style/project.css';

// MapLibre takes the longest time to load, so its download starts first.
if (route.value.view === 'project')
  void import('./map/open-project-map.js').then(({ loadMapLibre }) => loadMapLibre()).catch(() => undefined);
await loadLanguage();
handleLinks();
render(<App />, document.getElementById('app')!);
