import { Button, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "./Icon";

interface Props {
  columns: { id: string; label: string }[];
  hidden: string[];
  onToggle: (column: string) => void;
}

export function ColumnMenu({ columns, hidden, onToggle }: Props) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="subtle" size="compact-sm">
          {t("table.columns")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.map(({ id, label }) => {
          const shown = !hidden.includes(id);
          return (
            <Menu.Item
              key={id}
              role="menuitemcheckbox"
              aria-checked={shown}
              leftSection={<span style={{ visibility: shown ? "visible" : "hidden" }}><Icon name="check" size={16} /></span>}
              onClick={() => onToggle(id)}
            >
              {label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
