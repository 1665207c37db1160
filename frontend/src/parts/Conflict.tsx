import { Button, Group, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./states.module.css";

interface Props {
  text: string;
  both: { id: string; name?: string; mine: string; theirs: string }[];
  onMine: () => void;
  onTheirs: () => void;
}

/** The same was changed elsewhere: shows both and lets choose. */
export function Conflict({ text, both, onMine, onTheirs }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={() => {}} withCloseButton={false} title={t("conflict.title")} size="lg">
      <p>{text}</p>
      <dl className={classes.conflict}>
        {both.map((one) => (
          <div key={one.id}>
            <dt>{one.name}</dt>
            <dd>
              <span>{t("conflict.mine")}</span> {one.mine}
            </dd>
            <dd>
              <span>{t("conflict.theirs")}</span> {one.theirs}
            </dd>
          </div>
        ))}
      </dl>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onTheirs}>
          {t("conflict.take_theirs")}
        </Button>
        <Button onClick={onMine} data-autofocus>
          {t("conflict.keep_mine")}
        </Button>
      </Group>
    </Modal>
  );
}
