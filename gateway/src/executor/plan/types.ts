import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** Whether an object of a type is one of another, in the supergraph. */
export type IsOfType = (typename: string, condition: string) => boolean;

export function typeTest(schema: GraphQLSchema): IsOfType {
  return (typename, condition) => {
    if (typename === condition) return true;
    const type = schema.getType(typename);
    const wider = schema.getType(condition);
    if (!isAbstractType(wider) || !(isObjectType(type) || isInterfaceType(type))) return false;
    return schema.isSubType(wider, type);
  };
}
