export { GAMES, type Game } from './generated.ts';
export { checkStoreSku, MAX_SKU_LENGTH, parseSku, printSku, printSku as formatSku } from './sku.ts';
export type { SkuGrade, SkuParts } from './sku.ts';
export { CONDITIONS, EDITIONS, FINISHES, languageOf, LANGUAGES } from './vocabulary.ts';
export type { Condition, Edition, Finish, Language } from './vocabulary.ts';
