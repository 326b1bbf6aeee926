using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Ingot.Runs.Tests;

/// <summary>
/// A server that takes what the REST API 2.0 of MLflow documents, and nothing else: required members and their types, the characters of names, limits of
/// a batch. By https://mlflow.org/docs/latest/rest-api.html.
/// </summary>
internal sealed class FakeMlflow : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, string> _experiments = new(StringComparer.Ordinal);

    public FakeMlflow()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/"));
        }

        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public string? Authorization { get; private set; }

    public HttpStatusCode? RefusesWith { get; set; }

    public Dictionary<string, FakeRun> Runs { get; } = new(StringComparer.Ordinal);

    public List<string> Experiments => [.. _experiments.Keys];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Authorization = context.Request.Headers["Authorization"];
            var (status, answer) = Answer(context.Request);
            context.Response.StatusCode = (int)status;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(answer)));
            context.Response.Close();
        }
    }

    private (HttpStatusCode Status, object Answer) Answer(HttpListenerRequest request)
    {
        try
        {
            if (RefusesWith is { } refusal)
            {
                return (refusal, new { error_code = "PERMISSION_DENIED", message = "no" });
            }

            const string prefix = "/api/2.0/mlflow/";
            var path = request.Url!.AbsolutePath;
            Require(path.StartsWith(prefix, StringComparison.Ordinal), path);
            path = path[prefix.Length..];
            if (path == "experiments/get-by-name")
            {
                Require(request.HttpMethod == "GET", request.HttpMethod);
                return _experiments.TryGetValue(request.QueryString["experiment_name"]!, out var id)
                    ? (HttpStatusCode.OK, new { experiment = new { experiment_id = id } })
                    : (HttpStatusCode.NotFound, new { error_code = "RESOURCE_DOES_NOT_EXIST", message = "none" });
            }

            Require(request.HttpMethod == "POST" && request.ContentType!.StartsWith("application/json", StringComparison.Ordinal), request.HttpMethod);
            using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
            using var body = JsonDocument.Parse(reader.ReadToEnd());
            return (HttpStatusCode.OK, Post(path, body.RootElement));
        }
        catch (Exception e) when (e is InvalidDataException or KeyNotFoundException or InvalidOperationException or JsonException)
        {
            return (HttpStatusCode.BadRequest, new { error_code = "INVALID_PARAMETER_VALUE", message = e.Message });
        }
    }

    private object Post(string path, JsonElement body)
    {
        switch (path)
        {
            case "experiments/create":
                var name = body.GetProperty("name").GetString()!;
                Require(_experiments.TryAdd(name, $"{_experiments.Count + 1}"), $"{name} exists");
                return new { experiment_id = _experiments[name] };
            case "runs/search":
                Require(body.GetProperty("experiment_ids").EnumerateArray().All(i => _experiments.ContainsValue(i.GetString()!)) && body.GetProperty("max_results").GetInt32() <= 50_000, "search");
                var wanted = body.GetProperty("filter").GetString()!;
                const string start = "tags.`ingot.id` = '";
                Require(wanted.StartsWith(start, StringComparison.Ordinal) && wanted.EndsWith('\''), wanted);
                var found = Runs.Where(r => r.Value.Tags.GetValueOrDefault("ingot.id") == wanted[start.Length..^1]).Take(1).Select(r => new { info = new { run_id = r.Key } }).ToList();
                return found.Count == 0 ? new { } : new { runs = found };
            case "runs/create":
                Require(_experiments.ContainsValue(body.GetProperty("experiment_id").GetString()!), "experiment_id");
                var run = new FakeRun { Experiment = body.GetProperty("experiment_id").GetString()!, Name = body.GetProperty("run_name").GetString()!, Start = body.GetProperty("start_time").GetInt64() };
                Pairs(body, "tags", run.Tags, 8000);
                var created = FormattableString.Invariant($"{Runs.Count + 1:x32}");
                Runs[created] = run;
                return new { run = new { info = new { run_id = created } } };
            case "runs/log-batch":
                var batch = Runs[body.GetProperty("run_id").GetString()!];
                Require(Pairs(body, "params", batch.Parameters, 6000) <= 100 && Pairs(body, "tags", batch.Tags, 8000) <= 100, "too many");
                var metrics = body.TryGetProperty("metrics", out var list) ? list.EnumerateArray().ToList() : [];
                Require(metrics.Count <= 1000, "too many metrics");
                foreach (var metric in metrics)
                {
                    Require(metric.GetProperty("timestamp").GetInt64() > 1_000_000_000_000 && metric.GetProperty("step").GetInt64() == 0, "timestamp");
                    Require(batch.Metrics.TryAdd(Key(metric), metric.GetProperty("value").GetDouble()), "twice");
                }

                return new { };
            case "runs/set-tag":
                Runs[body.GetProperty("run_id").GetString()!].Tags[Key(body)] = body.GetProperty("value").GetString()!;
                return new { };
            case "runs/update":
                var ended = Runs[body.GetProperty("run_id").GetString()!];
                ended.Status = body.GetProperty("status").GetString()!;
                Require(ended.Status is "RUNNING" or "SCHEDULED" or "FINISHED" or "FAILED" or "KILLED", ended.Status);
                ended.End = body.TryGetProperty("end_time", out var end) ? end.GetInt64() : null;
                return new { run_info = new { } };
            default:
                throw new InvalidDataException($"no endpoint {path}");
        }
    }

    private static int Pairs(JsonElement body, string member, Dictionary<string, string> into, int most)
    {
        var pairs = body.TryGetProperty(member, out var list) ? list.EnumerateArray().ToList() : [];
        foreach (var pair in pairs)
        {
            var value = pair.GetProperty("value").GetString()!;
            Require(value.Length <= most && into.TryAdd(Key(pair), value), "value");
        }

        return pairs.Count;
    }

    private static string Key(JsonElement pair)
    {
        var key = pair.GetProperty("key").GetString()!;
        Require(key.Length is > 0 and <= 250 && key.All(c => char.IsAsciiLetterOrDigit(c) || "_-. /".Contains(c, StringComparison.Ordinal)) && !key.StartsWith('/') && !key.Split('/').Contains(".."), $"key {key}");
        return key;
    }

    private static void Require(bool isSo, string what)
    {
        if (!isSo)
        {
            throw new InvalidDataException(what);
        }
    }
}
