import * as v from 'valibot';
import { jsonOf } from '#domain/schema-parts.ts';

const organisationText = jsonOf(
  v.object({
    name: v.string(),
    privacyContact: v.string(),
    supportText: v.string(),
    retentionDays: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** The address for QR codes and links. */
    publicUrl: v.pipe(
      v.string(),
      v.check((text) => URL.canParse(text) && new URL(text).origin === text),
    ),
  }),
);

/** Whose this website is, as the server was told at its start. */
export type Organisation = Readonly<v.InferOutput<typeof organisationText>>;

/** @returns undefined for anything else: a proxy's page, or a server of another version. */
export function parseOrganisation(text: string): Organisation | undefined {
  const parsed = v.safeParse(organisationText, text);
  return parsed.success ? parsed.output : undefined;
}

let asked: Promise<Organisation | undefined> | undefined;

/** @returns undefined without a network; asked again the next time then. */
export function fetchOrganisation(): Promise<Organisation | undefined> {
  asked ??= fetch('/organisation.json')
    .then((response) => response.text())
    .then((text) => parseOrganisation(text) ?? forget(), forget);
  return asked;
}

function forget(): undefined {
  asked = undefined;
}
