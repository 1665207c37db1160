package recordings

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"rater/internal/foundation/media"
)

// Bucket says where storage that speaks S3 is, and how Rater is known there.
type Bucket struct {
	Endpoint  string // https://s3.example.org, without a path
	Name      string
	Region    string
	AccessKey string
	SecretKey string
}

// S3 keeps recordings as objects of a bucket, which has to be there.
type S3 struct {
	client *minio.Client
	bucket string
}

// NewS3 makes the keeper of a bucket; nothing is asked of it yet.
func NewS3(b Bucket) (S3, error) {
	u, err := url.Parse(b.Endpoint)
	if err != nil {
		return S3{}, err
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = time.Minute
	client, err := minio.New(u.Host, &minio.Options{Creds: credentials.NewStaticV4(b.AccessKey, b.SecretKey, ""), Secure: u.Scheme == "https", Region: b.Region, Transport: transport, BucketLookup: minio.BucketLookupPath})
	return S3{client, b.Name}, err
}

const (
	folder   = "recordings/"
	partSize = 16 << 20 // of what is larger, as S3 has it in parts
)

// Put stores an object; what is large goes in parts, one after another, each held against its MD5 by the storage.
func (s S3) Put(ctx context.Context, id string, from io.Reader, bytes int64) error {
	o := minio.PutObjectOptions{ContentType: "application/octet-stream", PartSize: partSize, NumThreads: 1, SendContentMd5: true, DisableContentSha256: true}
	_, err := s.client.PutObject(ctx, s.bucket, folder+id, from, bytes, o)
	return err
}

// Open reads a piece of an object.
func (s S3) Open(ctx context.Context, id string, p media.Piece) (io.ReadCloser, error) {
	var o minio.GetObjectOptions
	if err := o.SetRange(p.First, p.Last); err != nil {
		return nil, err
	}
	core := minio.Core{Client: s.client}
	body, _, _, err := core.GetObject(ctx, s.bucket, folder+id, o)
	if minio.ToErrorResponse(err).Code == "NoSuchKey" {
		err = missing(err)
	}
	return body, err
}

// Delete deletes an object, and what of it was begun in parts.
func (s S3) Delete(ctx context.Context, id string) error {
	_ = s.client.RemoveIncompleteUpload(ctx, s.bucket, folder+id) // not every storage knows of these
	return s.client.RemoveObject(ctx, s.bucket, folder+id, minio.RemoveObjectOptions{})
}
