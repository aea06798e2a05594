export { checkStoreSku, MAX_SKU_LENGTH, parseSku, printSku, printSku as formatSku } from './sku.ts';
export type { SkuGrade, SkuParts } from './sku.ts';
export { CONDITIONS, EDITIONS, FINISHES, GAMES, languageOf, LANGUAGES } from './vocabulary.ts';
export type { Condition, Edition, Finish, Game, Language } from './vocabulary.ts';
