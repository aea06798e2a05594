import { refusal, type Refusal } from '@longbox/outcome';
import { fieldOf, textProblem } from './text.ts';

/** Where something goes. Optional parts are null, never empty. */
export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  readonly countryCode: string;
}

export type AddressInput = { readonly [Part in keyof Address]?: string | null | undefined };

/** Characters of each part; a label has no room for more. The country is checked by its list. */
const MOST = {
  name: 100,
  line1: 200,
  line2: 200,
  city: 100,
  region: 100,
  postalCode: 20,
  countryCode: Infinity,
} as const satisfies Record<keyof Address, number>;
const OPTIONAL: ReadonlySet<string> = new Set(['line2', 'region']);
const PARTS = Object.keys(MOST) as (keyof Address)[];

/** The address, trimmed, or what is wrong with it. `field` is the path of the input. */
export function checkAddress(
  input: AddressInput,
  field: readonly string[],
): { readonly address: Address; readonly refusals: readonly Refusal<'INVALID' | 'REQUIRED'>[] } {
  const refusals: Refusal<'INVALID' | 'REQUIRED'>[] = [];
  const part = (name: keyof Address): string => {
    const text = (input[name] ?? '').trim();
    if (text === '') {
      if (!OPTIONAL.has(name))
        refusals.push(refusal('REQUIRED', 'The address is incomplete.', [...field, name]));
      return '';
    }
    const problem = name === 'countryCode' ? undefined : textProblem(text, MOST[name]);
    if (problem) refusals.push(refusal('INVALID', problem, [...field, name]));
    return text;
  };
  const given = Object.fromEntries(PARTS.map((name) => [name, part(name)])) as Record<keyof Address, string>;
  const countryCode = given.countryCode.toUpperCase();
  if (countryCode !== '' && !isCountryCode(countryCode))
    refusals.push(
      refusal(
        'INVALID',
        'It is not an ISO 3166-1 country code of two letters, such as DE.',
        fieldOf(field, 'countryCode'),
      ),
    );
  return {
    address: { ...given, line2: given.line2 || null, region: given.region || null, countryCode },
    refusals,
  };
}

/** The assigned codes of ISO 3166-1 alpha-2, and XK, which carriers use for Kosovo. */
const COUNTRY_CODES = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
    'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
    'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO ' +
    'JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR ' +
    'MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO ' +
    'RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV ' +
    'TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
  ).split(' '),
);

export function isCountryCode(text: string): boolean {
  return COUNTRY_CODES.has(text);
}
