package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"syscall"

	"github.com/spf13/cobra"

	"rater/internal/foundation/config"
)

func serveCommand(environ []string) *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "Serve Rater on RATER_LISTEN until stopped",
		Long:  "Serve Rater on RATER_LISTEN until stopped.\n\n" + config.Help(),
		Args:  misused(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return with(c.Context(), environ, func(ctx context.Context, a *App) error {
				l, err := listen(a.Config.Listen)
				if err != nil {
					return err
				}
				if err := a.greet(ctx, c.OutOrStdout(), l.Addr()); err != nil {
					return errors.Join(err, l.Close())
				}
				return a.Run(ctx, l, nil)
			})
		},
	}
}

func listen(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("RATER_LISTEN is %q, and another program listens there already: stop that one, or name another port, such as RATER_LISTEN=:8081", address)
	}
	if err != nil {
		return nil, fmt.Errorf("RATER_LISTEN is %q, which can't be listened on (%w): name an address of this machine and a free port, such as :8080", address, err)
	}
	return l, nil
}

// greet says where Rater listens and where a browser finds it.
func (a *App) greet(ctx context.Context, out io.Writer, on net.Addr) error {
	empty, err := a.Users.Empty(ctx)
	if err != nil {
		return err
	}
	todo := ""
	if empty {
		todo = " to make the first admin"
	}
	_, err = fmt.Fprintf(out, "Rater %s listens on %s\nOpen %s%s\n", version, on, a.address(on), todo)
	return err
}

// address is the URL at which a browser on this machine, or wherever RATER_PUBLIC_URL holds, finds Rater.
func (a *App) address(on net.Addr) string {
	if a.Config.PublicURL != "" {
		return a.Config.Origin()
	}
	tcp, ok := on.(*net.TCPAddr)
	if !ok {
		return on.String()
	}
	host := "localhost"
	if !tcp.IP.IsUnspecified() && !tcp.IP.IsLoopback() {
		host = tcp.IP.String()
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(tcp.Port))
}
