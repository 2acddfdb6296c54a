using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Omnichannel.Benchmarks.Webhooks;

/// <summary>The baselines of the webhook: Kestrel with one route and nothing else. Runs as a process of its own until its input ends.</summary>
internal static class BareServer
{
    private const string Answer = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    /// <param name="kind"><c>insert</c>: one durable INSERT a request. <c>hmac</c>: the body's HMAC, nothing stored.</param>
    public static async Task<int> RunAsync(string kind, string port, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        using var inserts = kind == "insert" ? new Inserts(Path.Combine(folder, "bare.db")) : null;
        Func<byte[], Task> take = inserts is null ? HashAsync : inserts.AddAsync;
        app.Map("/{**path}", async context =>
        {
            using var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
            await context.Request.Body.CopyToAsync(body);
            // What comes by GET is all in its address.
            if (body.Length == 0)
                body.Write(Encoding.UTF8.GetBytes(context.Request.QueryString.Value!));
            await take(body.ToArray());
            context.Response.ContentType = MediaTypeNames.Text.Xml;
            context.Response.ContentLength = Answer.Length;
            await context.Response.WriteAsync(Answer);
        });
        await app.StartAsync();
        // The benchmarks hold the other end: when they are gone, however they went, so are we.
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static Task HashAsync(byte[] body)
    {
#pragma warning disable CA5350 // One HMAC is as good as another here; Twilio signs with this.
        HMACSHA1.HashData(Encoding.UTF8.GetBytes(TwilioTexts.AuthToken), body);
#pragma warning restore CA5350
        return Task.CompletedTask;
    }

    /// <summary>One writer, as SQLite has it; durable as our log is.</summary>
    private sealed class Inserts : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1, 1);
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _insert;
        private readonly SqliteParameter _body = new() { ParameterName = "$body" };

        public Inserts(string path)
        {
            _connection = new SqliteConnection($"Data Source={path}");
            _connection.Open();
            using var create = _connection.CreateCommand();
            create.CommandText =
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS requests (position INTEGER PRIMARY KEY, body BLOB NOT NULL)";
            create.ExecuteNonQuery();
            _insert = _connection.CreateCommand();
            _insert.CommandText = "INSERT INTO requests (body) VALUES ($body)";
            _insert.Parameters.Add(_body);
        }

        public async Task AddAsync(byte[] body)
        {
            await _turn.WaitAsync();
            try
            {
                _body.Value = body;
                _insert.ExecuteNonQuery();
            }
            finally
            {
                _turn.Release();
            }
        }

        public void Dispose()
        {
            _insert.Dispose();
            _connection.Dispose();
            _turn.Dispose();
        }
    }
}
