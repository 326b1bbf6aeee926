using Ingot.Serving.Models;
using Ingot.Serving.Observers;
using Ingot.Serving.Requests;
using Ingot.Serving.Telemetry;
using Ingot.Serving.Traffic;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Endpoints;

/// <summary>The way of a request for predictions: its body, a place, a version, its rows, a run, the answer.</summary>
internal sealed class PredictionHandler(
    IOptions<ServingOptions> options,
    BodyBudget bodies,
    RequestGate gate,
    ModelRouter router,
    ModelRunner runner,
    CanaryGuard guard,
    ShadowRunner shadows,
    PredictionDispatcher observers,
    ServingMetrics metrics,
    TimeProvider time,
    ILogger<PredictionHandler> logger)
{
    /// <summary>Requests with the same value of this header go to the same version while a canary is on trial.</summary>
    public const string RoutingHeader = "Ingot-Routing-Key";
    private const int RetryAfter = 1;

    public async Task HandleAsync(HttpContext context, RequestFormat format, string name, string? version)
    {
        var started = time.GetTimestamp();
        var now = time.GetUtcNow();
        var trace = new RequestTrace();
        using var activity = ServingMetrics.Traces.StartActivity(format.Name);
        metrics.Started();
        try
        {
            await AnswerAsync(context, format, name, version, trace);
        }
        finally
        {
            var duration = time.GetElapsedTime(started);
            metrics.Ended(trace.Model, trace.Role, format.Name, trace.Status, trace.Outputs?.Rows ?? 0, duration);
            activity?.SetTag("ingot.model", trace.Model?.Name).SetTag("ingot.version", trace.Model?.Version).SetTag("ingot.rows", trace.Outputs?.Rows).SetTag("http.response.status_code", trace.Status);
            logger.LogAnswer(trace.Model?.Name, trace.Model?.Version, trace.Role, format.Name, trace.Status, trace.Request?.Batch.Rows ?? 0, duration.TotalMilliseconds);
            if (trace.Model is not null)
            {
                Observe(trace, now, duration);
            }
        }
    }

    private async Task AnswerAsync(HttpContext context, RequestFormat format, string name, string? version, RequestTrace trace)
    {
        var limits = options.Value.Limits;
        using var deadline = new CancellationTokenSource(limits.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        try
        {
            // Whoever sends slowly, or reads the answer slowly, takes no place from others.
            using var share = bodies.Open();
            var body = await RequestBody.ReadAsync(context, limits.MaxBodyBytes, share, both.Token);
            try
            {
                using var place = await gate.EnterAsync(both.Token);
                await PredictAsync(context, format, name, version, new RequestContent(body.Bytes, limits.MaxRows, InferenceHeader.Read(context.Request, in body)), trace, both.Token);
            }
            finally
            {
                body.Dispose();
                share.Dispose();
            }

            await WriteAsync(context, format, trace);
        }
        catch (RequestException e)
        {
            trace.Status = e.Status;
            await ErrorAnswer.WriteAsync(context, e);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer; nginx gave this outcome its number.
            trace.Status = StatusCodes.Status499ClientClosedRequest;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            trace.Status = StatusCodes.Status503ServiceUnavailable;
            await ErrorAnswer.WriteAsync(context, RequestException.Unavailable($"The request took longer than {limits.Timeout.TotalSeconds} s. Send fewer rows, or try again later.", RetryAfter));
        }
#pragma warning disable CA1031 // The failure is logged, counted and answered; the server goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            trace.Status = StatusCodes.Status500InternalServerError;
            logger.LogFailure(e, trace.Model?.Name, trace.Model?.Version);
            await ErrorAnswer.WriteAsync(context, trace.Status, "The model failed at this request; the server's log says why.");
        }
    }

    private async Task PredictAsync(HttpContext context, RequestFormat format, string name, string? version, RequestContent content, RequestTrace trace, CancellationToken cancellation)
    {
        string? key = context.Request.Headers[RoutingHeader];
        using var lease = router.Lease(name, version, string.IsNullOrEmpty(key) ? null : key);
        trace.Routes = lease.Routes;
        if (lease.Role != ModelRole.Canary)
        {
            await ScoreAsync(context.Request, lease, format, content, trace, cancellation);
            return;
        }

        try
        {
            await ScoreAsync(context.Request, lease, format, content, trace, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException && ModelRouter.TryLeaseServing(lease.Routes, out var serving))
        {
            // What the serving version answers is the canary's failure, and not the client's to bear.
            using (serving)
            {
                await ScoreAsync(context.Request, serving, format, content, trace, cancellation);
                lease.Model.Statistics.HasFailed();
                guard.AfterFailure(lease.Routes.Canary!);
            }
        }
    }

    private async Task ScoreAsync(HttpRequest http, ModelLease lease, RequestFormat format, RequestContent content, RequestTrace trace, CancellationToken cancellation)
    {
        var model = lease.Model;
        (trace.Model, trace.Role, trace.Request) = (model, lease.Role, null);
        var started = time.GetTimestamp();
        PredictionRequest request;
        try
        {
            request = format.Read(content.Body, model.Signature, content.MaxRows, content.JsonBytes);
            if (format is PredictFormat)
            {
                request = request with { Reasons = ReasonsQuery.Read(http, model.Signature) };
            }
        }
        catch (RequestException) when (lease.Role != ModelRole.Canary)
        {
            model.Statistics.WasRefused();
            throw;
        }

        trace.Request = request;
        trace.Id = request.Id ?? PredictionId.Next(time.GetUtcNow());
        try
        {
            trace.Outputs = await runner.RunAsync(model, request.Batch, cancellation);
            trace.Answer = request.Reasons > 0 ? model.Explain(request.Batch, trace.Outputs, request.Reasons, cancellation) : trace.Outputs;
        }
        catch (Exception e) when (e is not OperationCanceledException && lease.Role != ModelRole.Canary)
        {
            model.Statistics.HasFailed();
            throw;
        }

        var latency = time.GetElapsedTime(started);
        model.Statistics.Succeeded(trace.Outputs, latency);
        Compare(lease, latency);
    }

    private void Compare(ModelLease lease, TimeSpan latency)
    {
        if (lease.Routes.Canary is not { Rollback: null } canary)
        {
            return;
        }

        if (lease.Role == ModelRole.Serving)
        {
            canary.AddServing(latency);
        }
        else if (lease.Role == ModelRole.Canary && lease.Routes.Serving is { } serving)
        {
            guard.AfterSuccess(canary, serving);
        }
    }

    private static async Task WriteAsync(HttpContext context, RequestFormat format, RequestTrace trace)
    {
        AnswerWriter.Write(
            context.Response,
            (Format: format, Trace: trace),
            static (writer, s) => s.Format.Write(writer, s.Trace.Model!, s.Trace.Request!, s.Trace.Id!, s.Trace.Answer!),
            static (buffer, s) => s.Format.WriteBinary(buffer, s.Trace.Request!, s.Trace.Answer!));
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private void Observe(RequestTrace trace, DateTimeOffset now, TimeSpan duration)
    {
        if (trace is { Request: { } request, Model: { } model })
        {
            if (trace is { Outputs: { } outputs, Role: ModelRole.Serving, Routes: { Shadow: not null } routes })
            {
                shadows.Post(routes, request.Batch, outputs, trace.Id!, now);
            }

            if (observers.HasObservers)
            {
                observers.Post(new PredictionEvent(
                    model.Name,
                    model.Version,
                    model.ContentHash,
                    model.Schema,
                    trace.Role,
                    trace.Id!,
                    now,
                    request.Batch.Rows,
                    PredictionColumns.Of(request.Batch),
                    trace.Outputs is null ? [] : PredictionColumns.Of(trace.Outputs),
                    duration,
                    trace.Status));
            }
        }
    }
}
