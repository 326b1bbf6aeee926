using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Ingot.Serving.Tests;

/// <summary>A browser without pictures: it keeps cookies, asks for pages, and sends forms with the token of the page that it saw last.</summary>
internal sealed class PageClient : IDisposable
{
    private static readonly Uri Address = new("http://localhost");

    private readonly CookieHandler _handler;
    private readonly HttpClient _client;
    private string? _token;

    public PageClient(ServingHost host)
    {
        _handler = new CookieHandler(host.Server.CreateHandler(), Cookies);
        _client = new HttpClient(_handler) { BaseAddress = Address, DefaultRequestHeaders = { { "Accept", "text/html" } } };
    }

    public CookieContainer Cookies { get; } = new();

    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        await LookAsync(response);
        return response;
    }

    /// <summary>Sends a form; without a token when <paramref name="token"/> is empty.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields, string? token = null)
    {
        if ((token ?? _token) is { Length: > 0 } value)
        {
            fields.Add("__RequestVerificationToken", value);
        }

        using var content = new FormUrlEncodedContent(fields);
        var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
        await LookAsync(response);
        return response;
    }

    /// <summary>Sends a file as a form does.</summary>
    public async Task<HttpResponseMessage> UploadAsync(string path, string version, string text)
    {
        using var token = new StringContent(_token!);
        using var asked = new StringContent(version);
        using var file = new StringContent(text);
        using var content = new MultipartFormDataContent { { token, "__RequestVerificationToken" }, { asked, "version" }, { file, "file", "ada.json" } };
        return await _client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    /// <summary>Signs in with a key and expects success.</summary>
    public async Task SignInAsync(string key)
    {
        using var page = await GetAsync("/sign-in");
        using var answer = await PostAsync("/sign-in", new() { ["key"] = key });
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    public static async Task<IDocument> ParseAsync(HttpResponseMessage response) => await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private async Task LookAsync(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            _token = (await ParseAsync(response)).QuerySelector("[name=__RequestVerificationToken]")?.GetAttribute("value") ?? _token;
        }
    }

    private sealed class CookieHandler(HttpMessageHandler inner, CookieContainer cookies) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (cookies.GetCookieHeader(Address) is { Length: > 0 } header)
            {
                request.Headers.Add("Cookie", header);
            }

            var response = await base.SendAsync(request, cancellationToken);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
            {
                cookies.SetCookies(Address, cookie);
            }

            return response;
        }
    }
}
