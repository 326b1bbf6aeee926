using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Ingot.Serving;
using Ingot.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ingot.Clients.Tests;

/// <summary>The application of docs/package.md: the typed input as what a minimal API takes. It is compiled and run as it stands there.</summary>
public sealed class MinimalApiTests : IDisposable
{
    private const string Right = """
        {"tenure": 3, "contract": "Two year", "payment_method": "Mailed check", "total_charges": 19.5, "account_number": 123456789012,
         "paperless_billing": true, "senior": null, "joined": "2020-02-29", "last_call": "2024-01-31T12:00:00+02:00", "customer_id": "7590"}
        """;

    private const string Predict = "/models/Contoso.Churn/predict";

    private readonly string _onnx = Path.GetTempFileName();
    private readonly string _packages = Directory.CreateTempSubdirectory("ingot-minimal-api-").FullName;

    public void Dispose()
    {
        File.Delete(_onnx);
        Directory.Delete(_packages, recursive: true);
    }

    [Fact]
    public async Task The_documented_application_takes_columns_by_name_and_refuses_what_a_server_of_the_model_refuses()
    {
        WriteModel();
        await using var server = await ServeAsync();
        var assembly = CompiledClient.Of(Schemas.Churn, "Churn", "Contoso.Churn", program: Program()).Load(_onnx);
        using var stopped = new CancellationTokenSource();
        var (address, run) = await RunAsync(assembly, stopped.Token);
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        using var served = server.GetTestClient();

        var (status, answer) = await PostAsync(client, Right);
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        var model = assembly.GetType("Contoso.Churn.ChurnModel")!;
        using var typed = (IDisposable)Activator.CreateInstance(model)!;
        var input = Activator.CreateInstance(assembly.GetType("Contoso.Churn.ChurnInput")!)!;
        void Set(string property, object value) => input.GetType().GetProperty(property)!.SetValue(input, value);
        Set("Tenure", 3f);
        Set("Contract", "Two year");
        Set("PaymentMethod", "Mailed check");
        Set("TotalCharges", 19.5f);
        Set("AccountNumber", 123456789012d);
        Set("PaperlessBilling", true);
        Set("Joined", new DateTime(2020, 2, 29, 0, 0, 0, DateTimeKind.Utc));
        Set("LastCall", new DateTime(2024, 1, 31, 10, 0, 0, DateTimeKind.Utc));
        var prediction = model.GetMethod("Predict", [input.GetType()])!.Invoke(typed, [input])!;
        Assert.Equal((float)(await PostAsync(served, Right, Predict)).Answer["prediction"]!["probability"]!, (float)answer["probability"]!);
        Assert.Equal((float)prediction.GetType().GetProperty("Probability")!.GetValue(prediction)!, (float)answer["probability"]!);

        foreach (var (from, to, column, message) in Wrong)
        {
            var (refused, reason) = await PostAsync(served, Right.Replace(from, to, StringComparison.Ordinal), Predict);
            Assert.True(refused == HttpStatusCode.BadRequest, $"{to}: {refused} {reason.ToJsonString()}");
            Assert.Equal(column, (string?)reason["column"]);
            (status, answer) = await PostAsync(client, Right.Replace(from, to, StringComparison.Ordinal));
            Assert.True(status == HttpStatusCode.BadRequest, $"{to}: {status} {answer.ToJsonString()}");
            var error = Assert.Single(answer["errors"]!.AsObject());
            Assert.Equal(column, error.Key);
            Assert.Contains(message, (string?)error.Value![0], StringComparison.Ordinal);
        }

        // What is no JSON of the right type is ASP.NET Core's own refusal.
        foreach (var (from, to) in new[] { ("true", "null"), ("true", "1"), ("\"2020-02-29\"", "\"yesterday\"") })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, Right.Replace(from, to, StringComparison.Ordinal))).Status);
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(served, Right.Replace(from, to, StringComparison.Ordinal), Predict)).Status);
        }

        // A text that is a number in the data files is one for the server; to an application JSON has types.
        const string number = "\"tenure\": 3";
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, Right.Replace(number, "\"tenure\": \"3\"", StringComparison.Ordinal))).Status);
        var (taken, same) = await PostAsync(served, Right.Replace(number, "\"tenure\": \" 3 \"", StringComparison.Ordinal), Predict);
        Assert.Equal((HttpStatusCode.OK, (float)prediction.GetType().GetProperty("Probability")!.GetValue(prediction)!), (taken, (float)same["prediction"]!["probability"]!));

        await stopped.CancelAsync();
        await run;
    }

    private static (string From, string To, string Column, string Message)[] Wrong =>
    [
        ("\"tenure\": 3", "\"tenure\": 73", "tenure", "has the value 73; the model's schema allows 0 or more and 72 or less."),
        ("\"tenure\": 3", "\"tenure\": -0.5", "tenure", "has the value -0.5"),
        ("\"tenure\": 3", "\"tenure\": 1e39", "tenure", "too large for FP32"),
        ("\"tenure\": 3", "\"tenur\": 3", "tenur", "'tenur' is no column of the model; its columns are tenure, contract"),
        ("\"Mailed check\"", "\"Mailed cheque\"", "payment_method", "'Mailed cheque', which is not in its domain; the model's schema allows only Bank transfer (automatic)"),
        ("\"Mailed check\"", "\"\"", "payment_method", "has no value"),
        ("\"Mailed check\"", "null", "payment_method", "has no value"),
        ("\"account_number\": 123456789012,", "", "account_number", "has no value"),
        ("\"paperless_billing\": true,", "", "paperless_billing", "has no value"),
        ("\"joined\": \"2020-02-29\",", "", "joined", "has no value"),
        ("\"total_charges\": 19.5", "\"total_charges\": -1", "total_charges", "allows 0 or more."),
    ];

    private static string Program()
    {
        // What ImplicitUsings of an application of Microsoft.NET.Sdk.Web has.
        string[] implicits = ["System.Linq", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Http", "Microsoft.Extensions.DependencyInjection"];
        return string.Concat(implicits.Select(i => $"global using global::{i};\n")) + File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "MinimalApi.cs"));
    }

    /// <summary>Starts the program on a free port; it ends when the token says so.</summary>
    private static async Task<(string Address, Task Run)> RunAsync(Assembly assembly, CancellationToken stop)
    {
        var built = new TaskCompletionSource<IHost>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = DiagnosticListener.AllListeners.Subscribe(new HostObserver(built));
        var main = assembly.EntryPoint!;
        var run = Task.Run(() => main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [new[] { "--urls", "http://127.0.0.1:0" }], null), CancellationToken.None);
        await Waiting.ForAsync(Task.WhenAny(built.Task, run));
        var host = await built.Task;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStarted.Register(started.SetResult);
        stop.Register(lifetime.StopApplication);
        await Waiting.ForAsync(Task.WhenAny(started.Task, run));
        return (host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(), run);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(HttpClient client, string json, string path = "/churn")
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)! : new JsonObject());
    }

    /// <summary>A package, and its model for the client.</summary>
    private void WriteModel()
    {
        using var package = ZipFile.OpenRead(TestPackage.Write(_packages, "1.0.0", schema: Schemas.Churn));
        package.GetEntry("model/Churn.onnx")!.ExtractToFile(_onnx, overwrite: true);
    }

    /// <summary>The server of the same model.</summary>
    private async Task<WebApplication> ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddIngotModels(o =>
        {
            o.Packages.Add("Contoso.Churn@1.0.0");
            o.PackageFolders.Add(_packages);
        });
        var application = builder.Build();
        application.MapIngotModels();
        await application.StartAsync();
        return application;
    }

    /// <summary>Waits for the host that the program builds.</summary>
    private sealed class HostObserver(TaskCompletionSource<IHost> built) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilt", Value: IHost host })
            {
                built.TrySetResult(host);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error) => built.TrySetException(error);
    }
}
