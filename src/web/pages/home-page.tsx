import { useEffect, useState } from 'preact/hooks';

type Organisation = { readonly name: string; readonly privacyContact: string };

/** The first page: what this is, and whose. */
export function HomePage() {
  const [organisation, setOrganisation] = useState<Organisation>();
  useEffect(() => {
    fetch('/organisation.json')
      .then((response) => response.json())
      .then(setOrganisation, () => undefined);
  }, []);
  return (
    <main>
      <h1>Samenleerwijzer</h1>
      <p>Samen terugkijken op een gesprek.</p>
      {organisation && (
        <p>
          {organisation.name} {organisation.privacyContact}
        </p>
      )}
    </main>
  );
}
