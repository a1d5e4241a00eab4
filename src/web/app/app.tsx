import { useEffect, useState } from 'preact/hooks';
import { NewProjectPage } from '../create/new-project-page.js';
import { ProjectPage } from '../project/project-page.js';
import { ProjectsPage } from '../project-list/projects-page.js';
import { Failure } from './failure.js';
import { Header } from './header.js';
import { t } from './i18n.js';
import { route } from './router.js';
import { session } from './session.js';
import { finishSignIn } from './sign-in.js';

/** The view to which OpenStreetMap redirects the browser. It completes the sign-in. */
function Authorized() {
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    finishSignIn().catch(setFailure);
  }, []);
  return failure ? <p role="alert">{t('signIn.failed')}</p> : <p role="status">{t('signIn.running')}</p>;
}

function View() {
  const current = route.value;
  const user = session.value?.username ?? '';
  if (current.view === 'projects') return <ProjectsPage key={user} />;
  if (current.view === 'project')
    return <ProjectPage key={`${current.projectId} ${user}`} projectId={current.projectId} taskId={current.taskId} />;
  if (current.view === 'new') return <NewProjectPage key={user} />;
  if (current.view === 'authorized') return <Authorized />;
  return <Failure of={new Error(t('page.unknown'))} />;
}

/** The whole page. */
export function App() {
  return (
    <>
      <a class="skip" href="#main" onClick={skipToMain}>
        {t('page.skip')}
      </a>
      <Header />
      <main id="main" tabIndex={-1}>
        <View />
      </main>
    </>
  );
}

/** Moves the focus. The URL `#main` is relative to `<base>`, so following the link would load another view. */
function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
