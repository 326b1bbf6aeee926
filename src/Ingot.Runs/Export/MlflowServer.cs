using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ingot.Core;
using Ingot.Core.Diagnostics;

namespace Ingot.Runs.Export;

/// <summary>MLflow's REST API 2.0, as far as runs are written by it.</summary>
internal sealed class MlflowServer
{
    private const int MostOfAnswer = 1 << 24;
    private const int MostSaid = 200;

    // MLflow's API names its members so.
    private static readonly JsonSerializerOptions Format = JsonFormat.With(o => o.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);

    private readonly HttpClient _client;
    private readonly Uri _api;
    private readonly string _shown;

    /// <param name="client">Sends requests.</param>
    /// <param name="address">The server's address, as <c>MLFLOW_TRACKING_URI</c> has it.</param>
    /// <param name="credentials">Who asks; null: nobody in particular.</param>
    public MlflowServer(HttpClient client, Uri address, AuthenticationHeaderValue? credentials)
    {
        _client = client;
        _api = new Uri($"{address.GetLeftPart(UriPartial.Path).TrimEnd('/')}/api/2.0/mlflow/");
        _shown = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        Credentials = credentials;
    }

    private AuthenticationHeaderValue? Credentials { get; }

    /// <summary>Asks; null: the server says that there is no such thing.</summary>
    public async Task<JsonElement?> TryGetAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_api, path));
        return await SendAsync(path.Split('?')[0], request, isOptional: true, cancellation);
    }

    /// <summary>Sends.</summary>
    public async Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_api, path)) { Content = new StringContent(JsonSerializer.Serialize(body, Format), Encoding.UTF8, "application/json") };
        return (await SendAsync(path, request, isOptional: false, cancellation))!.Value;
    }

    /// <summary>What is said when the server refuses (INGOT9206).</summary>
    public IngotException Refused(FormattableString why, Exception? inner = null) => new(RunDiagnostics.ExportRefused.At(new SourceLocation(_shown), why), inner);

    private async Task<JsonElement?> SendAsync(string what, HttpRequestMessage request, bool isOptional, CancellationToken cancellation)
    {
        request.Headers.Authorization = Credentials;
        try
        {
            using var response = await _client.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            if (response.IsSuccessStatusCode && text.Length <= MostOfAnswer)
            {
                using var document = JsonDocument.Parse(text.Length == 0 ? "{}" : text);
                return document.RootElement.Clone();
            }

            if (isOptional && text.Contains("RESOURCE_DOES_NOT_EXIST", StringComparison.Ordinal))
            {
                return null;
            }

            throw Refused($"The server answered {what} with {(int)response.StatusCode} {response.StatusCode}: {DiagnosticText.Escape(text[..Math.Min(text.Length, MostSaid)])}. Look at the address, and set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD.");
        }
        catch (HttpRequestException e)
        {
            throw Refused($"The server cannot be reached: {e.Message} Look at the address, and whether the server runs.", e);
        }
        catch (JsonException e)
        {
            throw Refused($"The server answered {what} with something that is no JSON. Look whether the address is that of MLflow.", e);
        }
        catch (TaskCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Refused($"The server did not answer {what} within {_client.Timeout.TotalSeconds} s. Try again.", e);
        }
    }
}
