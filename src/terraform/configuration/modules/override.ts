import type { Block } from "../syntax/body.ts";

/**
 * A block with what an override file says instead: attributes one by one, nested blocks of a type as a whole
 * (Terraform, "Override Files", merging behavior).
 */
export function mergeBlocks(base: Block, override: Block): Block {
  const attributes = new Set(override.body.attributes.map((attribute) => attribute.name));
  const blocks = new Set(override.body.blocks.map(contentType));
  const { source, type, labels, header, start, end } = base;
  return {
    source,
    type,
    labels,
    header,
    start,
    end,
    body: {
      attributes: [
        ...base.body.attributes.filter((attribute) => !attributes.has(attribute.name)),
        ...override.body.attributes,
      ],
      blocks: [...base.body.blocks.filter((block) => !blocks.has(contentType(block))), ...override.body.blocks],
    },
  };
}

/** The type of the blocks that a block makes: `dynamic "user"` makes `user` blocks. */
export function contentType(block: Block): string {
  return block.type === "dynamic" ? (block.labels[0] ?? block.type) : block.type;
}
