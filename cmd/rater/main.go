// Command rater is the one program: the server and everything around it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"rater/internal/foundation/config"
)

// version is set when the program is built.
var version = "dev"

// errMisuse marks an error of how the program was called, which exits 2.
var errMisuse = errors.New("misuse")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program as a function: 0 on success, 1 on failure, 2 on misuse.
func run(ctx context.Context, args, environ []string, in io.Reader, out, errOut io.Writer) int {
	root := commands(environ)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errMisuse):
		fmt.Fprintln(errOut, "rater:", trimMisuse(err))
		return 2
	}
	fmt.Fprintln(errOut, "rater:", explained(err))
	return 1
}

// explained adds what would help where the system's words don't say it.
func explained(err error) string {
	if failed, ok := errors.AsType[*fs.PathError](err); ok && failed.Op == "mkdir" {
		return err.Error() + "; set RATER_DATA_DIR to a folder that you may write to"
	}
	return err.Error()
}

func commands(environ []string) *cobra.Command {
	root := &cobra.Command{
		Use:           "rater",
		Short:         "Rater is the quality desk of a contact centre, on one's own server",
		Long:          "Rater is the quality desk of a contact centre, on one's own server.\n\n" + config.Help(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          misused(cobra.NoArgs),
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.PersistentPreRun = func(c *cobra.Command, _ []string) {
		for _, warning := range config.Misspelt(environ) {
			fmt.Fprintln(c.ErrOrStderr(), "rater: warning:", warning)
		}
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return misuse(err) })
	root.AddCommand(serveCommand(environ), demoCommand(environ), migrateCommand(environ), userCommand(environ),
		tokenCommand(environ), importCommand(environ), statsCommand(), openapiCommand(), versionCommand(), benchCommand(), benchClientsCommand(), auditCommand(environ), sumsCommand(environ), sampleCommand(environ), backupCommand(environ), restoreCommand(environ), healthCommand(environ))
	return root
}

func misuse(err error) error { return fmt.Errorf("%w: %w", errMisuse, err) }

func trimMisuse(err error) string {
	const prefix = "misuse: "
	if s := err.Error(); len(s) > len(prefix) && s[:len(prefix)] == prefix {
		return s[len(prefix):] + " (see --help)"
	}
	return err.Error()
}

// misused makes a check of arguments exit 2.
func misused(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return misuse(err)
		}
		return nil
	}
}
