using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json.Nodes;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Ingot.Clients.Tests;

/// <summary>The application of docs/package.md: the typed input as what a minimal API takes. It is compiled and run as it stands there.</summary>
public sealed class MinimalApiTests : IDisposable
{
    private const string Right = """
        {"tenure": 3, "contract": "Two year", "payment_method": "Mailed check", "total_charges": 19.5, "account_number": 123456789012,
         "paperless_billing": true, "senior": null, "joined": "2020-02-29", "last_call": "2024-01-31T12:00:00+02:00", "customer_id": "7590"}
        """;

    private readonly string _onnx = Path.GetTempFileName();

    public void Dispose() => File.Delete(_onnx);

    [Fact]
    public async Task The_documented_application_takes_columns_by_name_and_says_what_is_wrong()
    {
        Train();
        var assembly = CompiledClient.Of(Schemas.Churn, "Churn", "Contoso.Churn", program: Program()).Load(_onnx);
        using var stopped = new CancellationTokenSource();
        var (address, run) = await RunAsync(assembly, stopped.Token);
        using var client = new HttpClient { BaseAddress = new Uri(address) };

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
        Assert.Equal((float)prediction.GetType().GetProperty("Probability")!.GetValue(prediction)!, (float)answer["probability"]!);

        foreach (var (from, to, column, message) in Wrong)
        {
            (status, answer) = await PostAsync(client, Right.Replace(from, to, StringComparison.Ordinal));
            Assert.True(status == HttpStatusCode.BadRequest, $"{to}: {status} {answer.ToJsonString()}");
            var error = Assert.Single(answer["errors"]!.AsObject());
            Assert.Equal(column, error.Key);
            Assert.Contains(message, (string?)error.Value![0], StringComparison.Ordinal);
        }

        // What is no JSON of the right type is ASP.NET Core's own refusal.
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, Right.Replace("\"tenure\": 3", "\"tenure\": \"3\"", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, Right.Replace("true", "null", StringComparison.Ordinal))).Status);
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
        await Task.WhenAny(built.Task, run);
        var host = await built.Task;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStarted.Register(started.SetResult);
        stop.Register(lifetime.StopApplication);
        await Task.WhenAny(started.Task, run);
        return (host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(), run);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(HttpClient client, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri("/churn", UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)! : new JsonObject());
    }

    private void Train()
    {
        var table = new Table(
        [
            new NumberColumn("tenure", [1, 24, double.NaN, 71]),
            new StringColumn("contract", [0, 1, -1, 2], ["Month-to-month", "One year", "Two year"]),
            new StringColumn("payment_method", [0, 1, 0, 1], ["Electronic check", "Mailed check"]),
            new NumberColumn("total_charges", [1, 20, double.NaN, 300]),
            new NumberColumn("account_number", [123456789012, 1, 2, 3]),
            new BooleanColumn("paperless_billing", [0, 1, 0, 1]),
            new BooleanColumn("senior", [0, 1, -1, 1]),
            new DateColumn("joined", [0, 86_400_000_000, 5, 86_400_000_000_000]),
            new DateColumn("last_call", [0, 86_400_000_000, DateColumn.Missing, 86_400_000_000_000]),
        ]);
        var plan = FeaturePlan.Fit(table, Schemas.Churn, [], FeatureStyle.Linear);
        var weights = Enumerable.Range(0, plan.Transform(table).Names.Count).Select(f => 0.1 * Math.Sin(1 + f)).ToArray();
        OnnxModelWriter.Write(_onnx, Schemas.Churn, plan, new LinearModel([weights], [0]) { Link = OutputLink.Sigmoid, Outputs = 1 }, 0.5, "Churn");
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
