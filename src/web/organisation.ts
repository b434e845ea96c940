/** Whose this website is, as the server was told at its start. */
export type Organisation = {
  readonly name: string;
  readonly privacyContact: string;
  readonly supportText: string;
  readonly retentionDays: number;
  /** The address for QR codes and links. */
  readonly publicUrl: string;
};

let asked: Promise<Organisation | undefined> | undefined;

/** @returns undefined without a network; asked again the next time then. */
export function fetchOrganisation(): Promise<Organisation | undefined> {
  asked ??= fetch('/organisation.json').then(
    // Our own server, our own form; everything in it is shown as text.
    (response) => (response.ok ? (response.json() as Promise<Organisation>) : forget()),
    forget,
  );
  return asked;
}

function forget(): undefined {
  asked = undefined;
}
