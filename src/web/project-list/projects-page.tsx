import { useEffect, useState } from 'preact/hooks';
import { api, dataOf, type FoundProjects } from '../api/client.js';
import { Failure } from '../app/failure.js';
import { agoText, locale, t } from '../app/i18n.js';
import { href, projectPath } from '../app/router.js';
import { session } from '../app/session.js';
import { settings } from '../app/settings.js';
import { useTitle } from '../app/use-title.js';
import { ProgressBar } from '../project/overview/progress-bar.js';
import { RichText } from '../text/rich-text.js';

type ProjectCard = FoundProjects['results'][number];

/** The search starts when the user has not typed for this time. In milliseconds. */
const TYPING_PAUSE_MS = 250;

/** A page of search results. */
interface Page {
  results: ProjectCard[];
  pages: number;
  total: number;
}

async function readPage(page: number, textSearch: string): Promise<Page> {
  const query = { page, omitMapResults: true, ...(textSearch && { textSearch }) };
  const found = await dataOf(api.GET('/api/v2/projects/', { params: { query } }));
  const { results, pagination } = found as FoundProjects;
  return { results, pages: pagination?.pages ?? 0, total: pagination?.total ?? 0 };
}

function Card({ card }: { card: ProjectCard }) {
  return (
    <li class="card">
      <h2>
        <a data-link href={href(projectPath(card.projectId))}>
          {card.name || t('projects.unnamed', { id: String(card.projectId) })}
        </a>
      </h2>
      <p class="quiet">
        #{card.projectId} {card.organisationName && `· ${card.organisationName}`}
        {card.status !== 'PUBLISHED' && <span class="tag">{t(`project.status.${card.status}`)}</span>}
      </p>
      {card.shortDescription && <RichText text={card.shortDescription} />}
      <ProgressBar percentMapped={card.percentMapped} percentValidated={card.percentValidated} />
      <p class="quiet">
        {t('projects.contributors', { count: card.totalContributors })}
        {card.lastUpdated && ` · ${t('projects.updated', { ago: agoText(card.lastUpdated, Date.now()) })}`}
      </p>
    </li>
  );
}

function Pager({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) {
  if (pages < 2) return null;
  return (
    <p class="pager">
      <button type="button" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {t('projects.previous')}
      </button>
      <span>{t('projects.page', { page, pages })}</span>
      <button type="button" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        {t('projects.next')}
      </button>
    </p>
  );
}

/** Reads a page of search results when the page number, the text or the language changes. The last results stay until then. */
function useSearch(page: number, text: string): { found: Page | null; failure: unknown } {
  const [found, setFound] = useState<Page | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(
      () =>
        readPage(page, text).then(
          (read) => isCurrent && (setFound(read), setFailure(null)),
          (error: unknown) => isCurrent && setFailure(error),
        ),
      text === '' ? 0 : TYPING_PAUSE_MS,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [page, text, locale.value]);
  return { found, failure };
}

/** The projects that the viewer may see, as cards. */
export function ProjectsPage() {
  const [page, setPage] = useState(1);
  const [text, setText] = useState('');
  const { found, failure } = useSearch(page, text);
  useTitle(t('projects.title'));
  const search = (value: string): void => (setPage(1), setText(value));
  return (
    <div class="page">
      <h1>{t('projects.title')}</h1>
      {!session.value && settings.demoUsers.length > 0 && <p class="hint">{t('projects.demoHint')}</p>}
      <label>
        {t('projects.search')}{' '}
        <input type="search" value={text} onInput={(event) => search(event.currentTarget.value)} />
      </label>
      <Failure of={failure} />
      {!found && failure === null && <p role="status">{t('page.loading')}</p>}
      {found && <p role="status">{t('projects.found', { count: found.total })}</p>}
      <ul class="cards">
        {found?.results.map((card) => (
          <Card key={card.projectId} card={card} />
        ))}
      </ul>
      {found && <Pager page={page} pages={found.pages} onPage={setPage} />}
    </div>
  );
}
