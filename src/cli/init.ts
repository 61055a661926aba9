import { examples } from "../../generated/examples.ts";
import { createFiles, type ProjectWriter } from "./new-files.ts";

/** `keylint init`: writes keylint.yaml and the two GitHub workflows of examples/ into the user's project. */
export async function init(project: ProjectWriter): Promise<void> {
  await createFiles(
    {
      "keylint.yaml": examples["keylint.yaml"],
      ".github/workflows/keylint.yml": examples["pull-request.yml"],
      ".github/workflows/keylint-nightly.yml": examples["nightly.yml"],
    },
    project,
  );
  project.write("\nNext:  keylint scan\n");
}
