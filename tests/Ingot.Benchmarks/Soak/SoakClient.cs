using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ingot.Tests.Shared;

namespace Ingot.Benchmarks.Soak;

/// <summary>A client that asks, sometimes wrongly, compares the answers, and tells later what became of some rows.</summary>
internal sealed class SoakClient(Uri server, AnswerKey key, SoakTally tally, int seed) : IDisposable
{
    private const int OneInWrong = 50;
    private const int OneInLabelled = 10;
    private const int LabelsOfRequest = 20;

    private readonly HttpClient _client = new() { BaseAddress = server, Timeout = TimeSpan.FromSeconds(60) };
    private readonly RequestMutator _mutator = new(seed);
    private readonly List<string> _labels = [];

    public void Dispose() => _client.Dispose();

    /// <summary>Asks until it is told to stop; then the labels that still wait are handed in.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await AskAsync();
            if (_mutator.Below(OneInWrong) == 0)
            {
                await AskWronglyAsync();
            }

            if (_labels.Count >= LabelsOfRequest)
            {
                await LabelAsync();
            }
        }
    }

    /// <summary>Hands in the labels that the server had no room for.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        while (_labels.Count > 0)
        {
            await LabelAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(_labels.Count > 0 ? 200 : 0), cancellation);
        }
    }

    private async Task AskAsync()
    {
        var request = key.Requests[_mutator.Below(key.Requests.Count)];
        using var response = await PostAsync($"/v2/models/{TestPackage.Id}/infer", Encoding.UTF8.GetBytes(request.Body));
        if (response is null)
        {
            return;
        }

        var text = await response.Content.ReadAsByteArrayAsync();
        if (response.StatusCode != HttpStatusCode.OK)
        {
            tally.Fault($"{(int)response.StatusCode} to a right request: {Encoding.UTF8.GetString(text)}");
            return;
        }

        using var answer = JsonDocument.Parse(text);
        if (key.Check(request, answer.RootElement, out var version) is { } wrong)
        {
            tally.Fault("A wrong answer: " + wrong);
            return;
        }

        tally.Answered(version, request.Rows);
        if (_mutator.Below(OneInLabelled) == 0)
        {
            _labels.Add($$"""{"id": "{{answer.RootElement.GetProperty("id").GetString()}}", "row": {{_mutator.Below(request.Rows)}}, "label": "{{(_mutator.Below(2) == 0 ? "Yes" : "No")}}"}""");
        }
    }

    private async Task AskWronglyAsync()
    {
        var request = key.Requests[_mutator.Below(key.Requests.Count)];
        using var response = await PostAsync($"/v2/models/{TestPackage.Id}/infer", _mutator.Mutate(request.Body));
        if (response is { StatusCode: HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge })
        {
            tally.WasRefused();
        }
        else if (response is not null)
        {
            tally.Fault($"{(int)response.StatusCode} to a wrong request: {await response.Content.ReadAsStringAsync()}");
        }
    }

    private async Task LabelAsync()
    {
        using var response = await PostAsync($"/models/{TestPackage.Id}/feedback", Encoding.UTF8.GetBytes($"[{string.Join(',', _labels)}]"));
        switch (response?.StatusCode)
        {
            case HttpStatusCode.Accepted:
                tally.HasLabelled(_labels.Count);
                _labels.Clear();
                break;
            case HttpStatusCode.ServiceUnavailable:
                tally.LabelsWait();
                break;
            case { } status:
                tally.Fault($"{(int)status} to labels: {await response!.Content.ReadAsStringAsync()}");
                break;
        }
    }

    private async Task<HttpResponseMessage?> PostAsync(string path, byte[] body)
    {
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            return await _client.PostAsync(new Uri(path, UriKind.Relative), content);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            tally.Fault($"No answer: {e.Message}");
            return null;
        }
    }
}
